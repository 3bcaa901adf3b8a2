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
