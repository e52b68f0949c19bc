// Looks for every word of the query inside the sections' texts; '순환신경망' also finds '순환 신경망'.
"use strict";

const MOST = 100; // results shown
const AROUND = 60; // letters shown on each side of a hit

/** A pattern that finds the word as a part of any text, whatever spaces stand between its letters. */
function pattern(word) {
  const letters = [...word].map((letter) => letter.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&"));
  return new RegExp(letters.join("\\s*"), "giu");
}

/** The sections in which every word stands, those with a word in their title first, then by number of hits. */
function matches(query) {
  const patterns = query.normalize("NFC").split(/\s+/).filter(Boolean).map(pattern);
  if (!patterns.length) return [];
  const hits = (text, one) => (text.match(one) || []).length;
  return window.SECTIONS.map((section) => {
    const counts = patterns.map((one) => hits(section.text, one) + 100 * hits(section.title, one));
    return { section, patterns, score: Math.min(...counts) && counts.reduce((sum, count) => sum + count) };
  })
    .filter((result) => result.score)
    .sort((one, other) => other.score - one.score);
}

/** The text around the first hit, with the hits marked. */
function excerpt(text, patterns) {
  const first = Math.max(0, text.search(patterns[0]));
  const start = Math.max(0, first - AROUND);
  const part = text.slice(start, first + 2 * AROUND);
  const node = document.createElement("p");
  const marks = patterns.flatMap((one) => [...part.matchAll(one)]).sort((one, other) => one.index - other.index);
  let end = 0;
  if (start) node.append("… ");
  for (const mark of marks) {
    if (mark.index < end) continue;
    const marked = document.createElement("mark");
    marked.textContent = mark[0];
    node.append(part.slice(end, mark.index), marked);
    end = mark.index + mark[0].length;
  }
  node.append(part.slice(end), " …");
  return node;
}

function show(query) {
  const results = matches(query);
  const count = results.length > MOST ? `${results.length}곳 가운데 ${MOST}곳을 보입니다.` : `${results.length}곳을 찾았습니다.`;
  document.getElementById("search-count").textContent = query.trim() ? count : "";
  const items = results.slice(0, MOST).map(({ section, patterns }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = section.address;
    link.textContent = section.title === section.page ? section.page : `${section.title} — ${section.page}`;
    item.append(link, excerpt(section.text, patterns));
    return item;
  });
  document.getElementById("search-results").replaceChildren(...items);
}

const field = document.querySelector("article form.bd-search input");
field.value = new URLSearchParams(location.search).get("q") || "";
field.addEventListener("input", () => show(field.value));
field.form.addEventListener("submit", (event) => event.preventDefault());
show(field.value);
field.focus();
