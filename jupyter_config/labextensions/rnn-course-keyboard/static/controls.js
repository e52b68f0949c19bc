// A JupyterLab extension without a build: native sliders, buttons and lists under each figure that has plotly's own.
// plotly's are drawn as pictures, which the keyboard does not reach. Its functions are not reachable from here either,
// so a native control does what a mouse would do on the picture.
"use strict";

const mouse = (target, type, x, y) =>
  target.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, view: window, clientX: x, clientY: y }));

function click(target) {
  const { x, y, width, height } = target.getBoundingClientRect();
  for (const type of ["mousedown", "mouseup", "click"]) mouse(target, type, x + width / 2, y + height / 2);
}

/** Put the figure's slider number `index` on a step, as a click on its rail does. */
function slideTo(figure, index, step, steps) {
  const group = figure.querySelectorAll(".slider-group")[index];
  const rail = group.querySelector(".slider-rail-rect").getBoundingClientRect();
  const inset = rail.height; // about where the first and the last step lie
  const x = rail.x + inset + ((rail.width - 2 * inset) * step) / Math.max(steps - 1, 1);
  const area = group.querySelector(".slider-rail-touch-rect");
  mouse(area, "mousedown", x, rail.y + rail.height / 2);
  mouse(area, "mouseup", x, rail.y + rail.height / 2);
}

function nativeSlider(figure, slider, index) {
  const [label, input] = [document.createElement("label"), document.createElement("input")];
  Object.assign(input, { type: "range", min: 0, max: slider.steps.length - 1, value: slider.active || 0 });
  const say = (active) => input.setAttribute("aria-valuetext", slider.steps[active].label);
  say(slider.active || 0);
  input.addEventListener("input", () => {
    say(input.value);
    slideTo(figure, index, Number(input.value), slider.steps.length);
  });
  figure.on("plotly_sliderchange", ({ slider: moved }) => {
    if (moved._index !== index || document.activeElement === input) return;
    input.value = moved.active;
    say(moved.active);
  });
  label.append((slider.currentvalue?.prefix || "단계").replace(/:\s*$/, ""), " ", input);
  return label;
}

const plain = (label) => label.replace(/<[^>]*>/g, "");

/** The picture of a choice of the menu number `index`; a list has to be opened first. */
function pictureOf(figure, menu, index, number) {
  const group = figure.querySelectorAll(".updatemenu-header-group")[index];
  if (menu.type === "buttons") return group.querySelectorAll(".updatemenu-button")[number];
  click(group.querySelector(".updatemenu-header"));
  return figure.querySelectorAll(".updatemenu-dropdown-button")[number];
}

/** name: as a screen reader says it, another for each menu of a figure. */
function nativeMenu(figure, menu, index, name) {
  const list = document.createElement("select");
  list.append(...menu.buttons.map((choice) => new Option(plain(choice.label))));
  list.selectedIndex = menu.active ?? 0;
  list.setAttribute("aria-label", name);
  list.addEventListener("change", () => click(pictureOf(figure, menu, index, list.selectedIndex)));
  return list;
}

function addControls(figure) {
  const { sliders = [], updatemenus = [] } = figure.layout || {};
  if (figure.dataset.controls || !(sliders.length || updatemenus.length) || !figure.on) return;
  figure.dataset.controls = "yes";
  const controls = document.createElement("div");
  controls.className = "rnn-course-controls";
  const name = (index) => (updatemenus.length > 1 ? `그림에서 볼 것 ${index + 1}` : "그림에서 볼 것");
  controls.append(...updatemenus.map((menu, index) => nativeMenu(figure, menu, index, name(index))));
  controls.append(...sliders.map((slider, index) => nativeSlider(figure, slider, index)));
  // JupyterLab takes the arrow keys for its cells; those that turn a control are the control's
  controls.addEventListener("keydown", (event) => event.stopPropagation());
  figure.parentElement.classList.add("rnn-course-figure");
  figure.after(controls);
}

// They take no place and appear when the keyboard comes to them: the mouse has the figure's own.
const STYLE = `
.rnn-course-figure { position: relative; }
.rnn-course-controls { position: absolute; right: 8px; bottom: 8px; padding: 6px 10px; opacity: 0; pointer-events: none;
  display: flex; gap: 12px; background: var(--jp-layout-color1); color: var(--jp-ui-font-color1);
  border: 2px solid var(--jp-brand-color1); border-radius: 4px; }
.rnn-course-controls:focus-within { opacity: 1; pointer-events: auto; }
.rnn-course-controls label { display: flex; align-items: center; gap: 8px; }
`;

function activate() {
  document.head.append(Object.assign(document.createElement("style"), { textContent: STYLE }));
  // outside of outputs plotly makes copies of its figures, to save pictures of them
  const look = () => document.querySelectorAll(".jp-OutputArea .js-plotly-plot").forEach(addControls);
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}

const extension = { id: "rnn-course-keyboard:controls", autoStart: true, activate };
window._JUPYTERLAB = window._JUPYTERLAB || {};
window._JUPYTERLAB["rnn-course-keyboard"] = { init() {}, get: async () => () => ({ __esModule: true, default: extension }) };
