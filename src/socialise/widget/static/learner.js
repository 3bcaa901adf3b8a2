// Who hands in from this device: {learner, secret, room} under one key, which « Mes remises »
// reads too. Where storage is refused, the pseudonym lasts as long as the page.

const LEARNER = "socialise:learner";

let known = null;

/** The pseudonym and secret that this room gave to this device, or null. */
export function knownLearner(room) {
  try {
    known = JSON.parse(localStorage.getItem(LEARNER)) ?? known;
  } catch {
    // Refused, or not ours.
  }
  return known?.secret && known.room === room ? known : null;
}

export function keepLearner(learner) {
  known = learner;
  try {
    localStorage.setItem(LEARNER, JSON.stringify(learner));
  } catch {
    // As above.
  }
}

export function forgetLearner() {
  known = null;
  try {
    localStorage.removeItem(LEARNER);
  } catch {
    // As above.
  }
}
