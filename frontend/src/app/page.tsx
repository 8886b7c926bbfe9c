export default function HomePage() {
  return <main id="main">Footlight</main>;
}
