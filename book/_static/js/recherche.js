// Completes Sphinx's search page: its words in Quebec French, and no storage of what was searched.
// Sphinx's own translations are left out: they are read with `new Function`, which the room's
// security policy refuses.
var SPHINX_HIGHLIGHT_ENABLED = false;
Documentation.LOCALE = "fr";
Documentation.TRANSLATIONS = {
  "Searching": "Recherche en cours",
  "Preparing search...": "Recherche en cours…",
  "Search Results": "Résultats",
  "Search finished, found ${resultCount} page(s) matching the search query.":
    "Pages trouvées\u00a0: ${resultCount}.",
  "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
    "Aucune page ne contient tous ces mots. Essayez avec un seul mot.",
};

// What is learned, before what is for whoever gives the workshop (a title found is 15 points).
Scorer.score = function (result) {
  return /^book\/(\d\d-[^/]*|formules|glossaire)$/.test(result[0]) ? result[4] + 20 : result[4];
};

// A result shows the words around the one that was found, accents or not. Sphinx's own shows the
// beginning of the page when an accent is missing, drawings' descriptions included.
Search.makeSearchSummary = function (html, stems) {
  var page = new DOMParser().parseFromString(html, "text/html").querySelector('[role="main"]');
  page.querySelectorAll("svg, script, noscript, template, nav, form, h1, .lecon-numero")
    .forEach(function (part) { part.remove(); });
  page.querySelectorAll("p, li, dt, dd, th, td, h2, h3, h4, caption, figcaption, legend, label, div, section")
    .forEach(function (part) { part.append(" "); }); // two blocks are two words
  var text = page.textContent.replace(/\s+/g, " ").trim();
  var plain = Array.from(text.toLowerCase(), function (sign) { return sign.normalize("NFD")[0]; }).join("");
  var places = Array.from(stems, function (stem) { return plain.indexOf(stem); })
    .filter(function (place) { return place >= 0; });
  var found = places.length ? Math.min.apply(null, places) : 0;
  var start = found < 80 ? 0 : text.indexOf(" ", found - 80) + 1;
  var end = text.lastIndexOf(" ", start + 240);
  var summary = document.createElement("p");
  summary.className = "context";
  summary.textContent = (start ? "… " : "") + text.slice(start, text.length > start + 240 ? end : undefined)
    + (text.length > start + 240 ? " …" : "");
  return summary;
};
