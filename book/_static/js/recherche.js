// Completes Sphinx's search page: its words in Quebec French, and no storage of what was searched.
var SPHINX_HIGHLIGHT_ENABLED = false;
Documentation.addTranslations({
  locale: "fr",
  plural_expr: "n > 1",
  messages: {
    "Searching": "Recherche en cours",
    "Preparing search...": "Recherche en cours…",
    "Search Results": "Résultats",
    "Search finished, found ${resultCount} page(s) matching the search query.":
      "Pages trouvées\u00a0: ${resultCount}.",
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
      "Aucune page ne contient tous ces mots. Essayez avec un seul mot.",
  },
});
