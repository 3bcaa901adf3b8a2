// The receipt of the last hand-in from this device, kept so that a reload still shows it.

const keyOf = ({ lesson, activity }) => `socialise:receipt:${lesson}:${activity}`;

/** {receipt, learner, received_at, digest} or null. */
export function lastReceipt(place) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(place)));
  } catch {
    return null;
  }
}

export function keepReceipt(place, receipt) {
  try {
    localStorage.setItem(keyOf(place), JSON.stringify(receipt));
  } catch {
    // Refused storage: it stays on the screen.
  }
}

export function dropReceipt(place) {
  try {
    localStorage.removeItem(keyOf(place));
  } catch {
    // Nothing was kept.
  }
}

/** When it was received, as Quebec French writes it; as it came where it is no date. */
export function receivedAt({ received_at }) {
  const date = new Date(received_at);
  if (Number.isNaN(date.getTime())) return received_at;
  const told = new Intl.DateTimeFormat("fr-CA", { dateStyle: "long", timeStyle: "short" });
  return told.format(date).replace(/\b0(?=\d\sh\s)/, ""); // « 9 h 06 », where Intl says « 09 h 06 »
}

/** A short mark of answers (FNV-1a, 32 bits): enough to say « the same » or « changed since ». */
export function digest(answers) {
  let hash = 0x811c9dc5;
  for (const sign of JSON.stringify(answers)) {
    hash = Math.imul(hash ^ sign.codePointAt(0), 0x01000193);
  }
  return (hash >>> 0).toString(16);
}
