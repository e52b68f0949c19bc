// Draws the stored figures when they come near the window, and makes what can be turned reachable by the keyboard.
"use strict";

/** Run what a step of a slider or a button of a menu stands for, as plotly does after a click. */
function run(drawing, choice) {
  return Plotly[choice.method](drawing, ...choice.args);
}

/** A native slider that turns the figure's own slider number `index`. */
function nativeSlider(drawing, slider, index) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  Object.assign(input, { type: "range", min: 0, max: slider.steps.length - 1, value: slider.active || 0 });
  const say = (active) => input.setAttribute("aria-valuetext", slider.steps[active].label);
  say(slider.active || 0);
  input.addEventListener("input", async () => {
    say(input.value);
    await run(drawing, slider.steps[input.value]);
    await Plotly.relayout(drawing, { [`sliders[${index}].active`]: Number(input.value) });
  });
  drawing.on("plotly_sliderchange", ({ slider: moved }) => {
    if (moved._index !== index) return;
    input.value = moved.active;
    say(moved.active);
  });
  label.append((slider.currentvalue?.prefix || "단계").replace(/:\s*$/, ""), input);
  return label;
}

/** Choose the button number `number` of the figure's menu number `index`. */
async function choose(drawing, menu, index, number) {
  await run(drawing, menu.buttons[number]);
  await Plotly.relayout(drawing, { [`updatemenus[${index}].active`]: number });
}

/** Native buttons for a row of buttons in the figure. */
function nativeButtons(drawing, menu, index) {
  const group = document.createElement("span");
  const buttons = menu.buttons.map((choice, number) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = choice.label;
    button.addEventListener("click", async () => {
      await choose(drawing, menu, index, number);
      buttons.forEach((one) => one.setAttribute("aria-pressed", one === button));
    });
    button.setAttribute("aria-pressed", number === (menu.active ?? 0));
    return button;
  });
  group.append(...buttons);
  return group;
}

/** A native list for a list in the figure. */
function nativeList(drawing, menu, index) {
  const list = document.createElement("select");
  list.append(...menu.buttons.map((choice) => new Option(choice.label)));
  list.selectedIndex = menu.active ?? 0;
  list.setAttribute("aria-label", drawing.getAttribute("aria-label"));
  list.addEventListener("change", () => choose(drawing, menu, index, list.selectedIndex));
  return list;
}

function nativeMenu(drawing, menu, index) {
  return (menu.type === "buttons" ? nativeButtons : nativeList)(drawing, menu, index);
}

async function draw(drawing) {
  const figure = drawing.closest("figure.chart");
  const stored = JSON.parse(figure.querySelector("script").textContent);
  // A finger scrolls the page; it cannot at the same time draw a rectangle in the figure.
  if (matchMedia("(pointer: coarse)").matches) stored.layout.dragmode = false;
  stored.config.responsive = true;
  await Plotly.newPlot(drawing, stored);
  const controls = document.createElement("div");
  controls.className = "chart-controls";
  controls.append(
    ...(stored.layout.updatemenus || []).map((menu, index) => nativeMenu(drawing, menu, index)),
    ...(stored.layout.sliders || []).map((slider, index) => nativeSlider(drawing, slider, index)),
  );
  if (controls.children.length) figure.insertBefore(controls, figure.querySelector("figcaption"));
  figure.dataset.drawn = "true";
}

const nearWindow = new IntersectionObserver(
  (entries, observer) => {
    for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
      observer.unobserve(target);
      draw(target);
    }
  },
  { rootMargin: "800px" },
);
document.querySelectorAll(".chart-drawing").forEach((drawing) => nearWindow.observe(drawing));
