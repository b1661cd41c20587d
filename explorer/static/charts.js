// Draws the charts of a page from their specifications, in the page's own colours; again where these change.
"use strict";

(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function theme() {
    const style = getComputedStyle(document.documentElement);
    const [ink, soft, rule, bar, late] = ["--ink", "--soft", "--rule", "--bar", "--bar-late"].map((name) =>
      style.getPropertyValue(name).trim(),
    );
    const words = { labelColor: soft, titleColor: soft, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 400 };
    return {
      background: null,
      font: getComputedStyle(document.body).fontFamily,
      range: { category: [bar, late, soft, ink] },
      axis: { ...words, domainColor: rule, tickColor: rule, gridColor: rule, gridOpacity: 0.7, labelOverlap: true },
      axisX: { grid: false },
      legend: { ...words, symbolSize: 90 },
      view: { stroke: null },
      bar: { cornerRadiusEnd: 2 },
    };
  }

  // `ast` has expressions read, not compiled: the page's policy allows no evaluation.
  const options = () => ({
    ast: true,
    actions: false,
    renderer: "svg",
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
    config: theme(),
  });

  async function draw(figure) {
    figure.canvas ??= figure.appendChild(document.createElement("div"));
    figure.classList.add("drawn");
    figure.view?.finalize();
    const spec = JSON.parse(figure.querySelector("script").textContent);
    figure.view = (await vegaEmbed(figure.canvas, spec, options())).view;
  }

  async function drawAll() {
    for (const figure of document.querySelectorAll(".chart")) {
      try {
        await draw(figure);
      } catch (error) {
        figure.classList.remove("drawn"); // The table below tells the same.
        console.warn(error);
      }
    }
  }

  dark.addEventListener("change", drawAll);
  document.addEventListener("htmx:afterSettle", drawAll);
  drawAll();
})();
