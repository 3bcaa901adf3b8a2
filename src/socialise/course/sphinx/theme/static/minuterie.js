// A countdown: large digits, words at the end, never a sound. It is kept for the tab, so that a page
// that is loaded again has lost no minute. Its words are in the page.
class Minuterie {
  // `place` is the element; `tell` says a sentence to a screen reader; `shown` is called at each
  // change with the digits and the state.
  constructor(place, words, tell, shown) {
    this.place = place;
    this.words = words;
    this.tell = tell;
    this.shown = shown;
    this.digits = place.querySelector(".minuterie-temps");
    this.state = place.querySelector(".minuterie-etat");
    this.button = place.querySelector("[data-geste=marche]");
    this.key = `socialise:minuterie:${location.pathname}:${place.dataset.cle}`;
    this.whole = Number(place.dataset.minutes) * 60;
    this.left = this.whole;   // seconds, when it does not run
    this.end = null;          // milliseconds, when it does
    this.restore();
    place.querySelector(".minuterie-gestes").hidden = false;
    this.button.addEventListener("click", () => this.toggle());
    place.querySelector("[data-geste=minute]").addEventListener("click", () => this.add());
    place.querySelector("[data-geste=retour]").addEventListener("click", () => this.reset());
    this.draw();
  }

  get seconds() {
    return this.end === null ? this.left : Math.ceil((this.end - Date.now()) / 1000);
  }

  get started() { return this.end !== null || this.left !== this.whole; }

  toggle() {
    if (this.end === null) this.end = Date.now() + this.left * 1000;
    else [this.left, this.end] = [this.seconds, null];
    this.keep();
    this.draw();
    this.tell(this.end === null ? this.words.arret : this.remaining());
  }

  add() {
    if (this.seconds < 0) this.left = 0;   // one minute from now, not from the end
    if (this.end === null) this.left += 60;
    else this.end = Math.max(this.end, Date.now()) + 60000;
    this.keep();
    this.draw();
    this.tell(this.words.ajout);
  }

  reset() {
    [this.left, this.end] = [this.whole, null];
    this.keep();
    this.draw();
    this.tell(this.remaining());
  }

  remaining() {
    const minutes = Math.ceil(this.seconds / 60);
    if (this.seconds <= 0) return this.words.fin;
    return minutes > 1 ? this.words.reste.replace("{n}", minutes) : this.words["reste-une"];
  }

  draw() {
    clearTimeout(this.timer);
    const seconds = this.seconds;
    const shown = Math.max(0, seconds);
    const text = `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`;
    const late = Math.floor(-seconds / 60);
    const soon = seconds > 0 && seconds <= 300 && this.started;
    this.digits.textContent = text;
    this.place.classList.toggle("bientot", soon);
    this.place.classList.toggle("fini", seconds <= 0);
    this.button.textContent = this.end !== null ? this.words.pause
      : this.started ? this.words.reprise : this.words.marche;
    let words = "";
    if (seconds <= 0) words = late > 0 ? this.words["fin-depuis"].replace("{n}", late) : this.words.fin;
    else if (this.end === null && this.started) words = this.words.arret;
    else if (soon) words = this.remaining();
    this.state.textContent = words;
    this.shown(this, text, seconds <= 0 ? this.words.fin : "");
    if (this.end === null) return;
    const mark = [0, 60, 300].find((each) => seconds <= each);
    if (this.mark !== mark && mark !== undefined) this.tell(this.remaining());
    this.mark = mark;
    const rest = (this.end - Date.now()) % 1000;
    this.timer = setTimeout(() => this.draw(), rest > 0 ? rest : rest + 1000);
  }

  keep() {
    const kept = this.started ? JSON.stringify({ left: this.left, end: this.end }) : null;
    try {
      if (kept === null) sessionStorage.removeItem(this.key);
      else sessionStorage.setItem(this.key, kept);
    } catch (refused) { /* this page only */ }
  }

  restore() {
    try {
      const { left, end } = JSON.parse(sessionStorage.getItem(this.key));
      if (Number.isFinite(left)) this.left = left;
      if (Number.isFinite(end)) this.end = end;
    } catch (absent) { /* a new countdown */ }
  }
}
