// Light or dark as the reader chose it in the book, else as her system is. No button here.
(function () {
  var system = window.matchMedia("(prefers-color-scheme: dark)");
  function apply() {
    var chosen = null;
    try { chosen = localStorage.getItem("socialise.apparence"); } catch (refused) { /* the system's */ }
    document.documentElement.dataset.theme = chosen || (system.matches ? "dark" : "light");
  }
  apply();
  system.addEventListener("change", apply);
})();
