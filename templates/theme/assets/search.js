// The search worker: Material's own, which main.html names in this script's address, with two things mended.
//
// Lunr reads a query as a language in which "CODA-Prompt: Continual …" and "BT^2" are errors, and Material
// then finds nothing; and it completes every word, so that the "a" of a title matches all that begins with it,
// and "embeddings" does not find "embedding". So a query becomes plain words first: quotes, "+must" and
// "-without" keep their meaning, little words go (unless one is just being typed), and so does a plural's s.
// And a paper whose title is the query comes first.

const LITTLE = new Set("a an and are as at be by can do for from how in into is it its of on or that the their this to via we what when with".split(" "));

function plain(query) {
  const words = query
    .replace(/[:^~*\\]+|(?<=\S)[+-]+/g, " ")
    .split(/\s+/);
  const telling = words
    .filter((word, index) => index === words.length - 1 || !LITTLE.has(word.toLowerCase()))
    .map((word) => word.replace(/(?<=^\p{L}{3,}[^aisu\W])s$/iu, ""));
  return telling.some((word) => /[\p{L}\p{N}]/u.test(word)) ? telling.join(" ") : words.join(" ");
}

function letters(text) {
  return text
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;|&gt;|&amp;/g, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

let asked = "";

// Before Material's own listener: both see the same message.
addEventListener("message", ({ data: message }) => {
  if (typeof message.data !== "string") return;
  asked = letters(message.data);
  message.data = plain(message.data);
});

const post = self.postMessage.bind(self);
self.postMessage = (message) => {
  const items = message.data?.items;
  if (asked && items) {
    const first = items.findIndex(([item]) => letters(item.title) === asked);
    if (first > 0) items.unshift(...items.splice(first, 1));
  }
  post(message);
};

importScripts(`javascripts/workers/${location.search.slice(1)}`);
