// Viewer request of the site: /watch is watch.html in the bucket, and what is no page is a real 404.
// CloudFront's own error pages would replace the API's answers too: they hold for the whole distribution.
var PAGES = __PAGES__;

function handler(event) {
  var request = event.request;
  var path = request.uri.length > 1 ? request.uri.replace(/\/+$/, "") : request.uri;
  // What has an extension is a file: assets, and the texts Next.js fetches for soft navigation.
  if (/\.[a-z0-9]+$/i.test(path) || path.indexOf("/_next/") === 0) return request;
  var page = path === "" || path === "/" ? "/index" : path;
  if (PAGES.indexOf(page) < 0) return nothingHere();
  request.uri = page + ".html";
  return request;
}

// Crawlers read the status; people are led to the site's own page for it.
function nothingHere() {
  return {
    statusCode: 404,
    statusDescription: "Not Found",
    headers: {
      "content-type": { value: "text/html; charset=utf-8" },
      "cache-control": { value: "no-store" },
    },
    body:
      '<!doctype html><html lang="en"><meta charset="utf-8"><title>Not found</title>' +
      '<meta http-equiv="refresh" content="0;url=/404"><p>There is no such page. <a href="/">Footlight</a></p></html>',
  };
}
