/** @jest-environment node */
import { hashPart } from "./hash-part";

test("SHA-256 in base64, as storage expects it", async () => {
  expect(await hashPart(new Blob(["abc"]))).toBe("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
});
