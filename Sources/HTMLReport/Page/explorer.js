"use strict";

/* Draws what the explorer's data hold; everything shown has been computed before. */
(() => {
  const source = document.getElementById("explorer-data");
  const section = document.getElementById("explorer");
  if (!source || !section) return;
  const data = JSON.parse(source.textContent);

  // MARK: elements

  const fill = (element, attributes, children) => {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  };
  const make = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
  const draw = (tag, attributes = {}, ...children) =>
    fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
  const text = (x, y, words, attributes = {}) => draw("text", { x, y, ...attributes }, words);
  const fit = (value, low, high) => Math.min(Math.max(value, low), high);

  // MARK: words

  const minus = (words) => words.replace("-", "−");
  const number = (value, digits = 4) =>
    minus(value.toLocaleString("en-GB", { maximumSignificantDigits: digits, useGrouping: true }));
  const signed = (value) => (value > 0 ? "+" : "") + number(value, 3);
  const count = (value) => value.toLocaleString("en-GB");
  const counted = (value, noun) => `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
  const unitOf = (unit) => (unit ? " " + unit : "");
  const interval = (value) => (value.length === 3 ? ` [${number(value[1])}, ${number(value[2])}]` : "");
  const capital = (words) => words.slice(0, 1).toUpperCase() + words.slice(1);
  const sizeName = (size) => `n = ${count(data.sizes[size])}`;
  const contrastName = (contrast) => `${contrast.first} − ${contrast.second}` + (contrast.shared ? ` (${contrast.shared})` : "");
  const runs = ([trials, maxEpochs, diverged, atChance]) =>
    counted(trials, "run") + ": " +
    [
      `${count(trials - maxEpochs)} ok`, maxEpochs && `${count(maxEpochs)} max-epochs`, diverged && `${count(diverged)} diverged besides`,
      atChance && `${count(atChance)} no better than chance`,
    ].filter(Boolean).join(", ");

  // MARK: state, kept in the address

  const ratio = data.sizes[data.sizes.length - 1] / Math.max(data.sizes[0], 1);
  const hasHistories = data.histories.length > 0;
  const steepest = data.families.findIndex((family) => family.steps.length > 1);
  const state = {
    rule: Math.max(steepest, 0), step: 0, axis: data.sizes.length > 1 ? "size" : "threshold", view: data.views[0]?.key ?? "",
    models: new Set(data.models.keys()), setting: 0, contrast: 0, size: data.sizes.length - 1, logX: null, logY: false, same: true,
    curve: 0, point: null,
  };
  const family = () => data.families[state.rule];
  const step = () => family().steps[state.step];
  const readingAt = (index) => data.readings[family().steps[index].reading];
  const reading = () => readingAt(state.step);
  /* The study's own threshold that trains longest. */
  const usualStep = (chosen) => {
    const own = chosen.steps.map((one, index) => (one.isOwn ? index : -1)).filter((index) => index >= 0);
    return (chosen.stopsSoonerAbove ? own[0] : own[own.length - 1]) ?? 0;
  };
  const isOfContrast = () => state.view === "difference" || state.view === "gap-difference";
  const linesShown = () =>
    data.lines.map((line, index) => ({ ...line, index })).filter((line) => state.models.has(line.model) && line.setting === state.setting);

  const axes = [
    ["size", "training-set size", data.sizes.length > 1], ["threshold", "threshold", data.families.some((one) => one.steps.length > 1)],
    ["epoch", "epoch", hasHistories], ["updates", "updates", data.histories.some((one) => one.updates.length > 0)],
    ["specification", "specification", data.specificationCurves.length > 0],
  ].filter((axis) => axis[2]);
  const views = () => {
    if (state.axis === "specification") return [["difference", "difference"]];
    const ofHistories = state.axis === "epoch" || state.axis === "updates";
    const own = data.views.filter((view) => !ofHistories || view.hasHistory).map((view) => [view.key, view.name]);
    if (ofHistories || data.contrasts.length === 0) return own;
    return own.concat([["difference", `difference in test ${data.metric}`], ["gap-difference", "difference in the gap"]]);
  };

  /* Brings the parts of the state in line with each other. */
  const settle = () => {
    if (!axes.some(([key]) => key === state.axis)) state.axis = axes[0]?.[0] ?? "size";
    if (!views().some(([key]) => key === state.view)) state.view = views()[0]?.[0] ?? "";
    if (state.axis === "threshold" && family().steps.length < 2) state.rule = Math.max(steepest, 0);
    state.step = fit(state.step, 0, family().steps.length - 1);
  };
  const whole = (words, length, otherwise) => {
    const value = Number.parseInt(words ?? "", 10);
    return value >= 0 && value < length ? value : otherwise;
  };
  const readAddress = () => {
    if (!location.hash.startsWith("#explorer?")) return false;
    const given = new URLSearchParams(location.hash.slice("#explorer?".length));
    const rule = data.families.findIndex((one) => one.key === given.get("rule"));
    if (rule >= 0) state.rule = rule;
    state.step = usualStep(family());
    const threshold = Number(given.get("threshold") ?? NaN);
    family().steps.forEach((one, index) => {
      const distance = (other) => Math.abs(Math.log(Math.max(other ?? 0, 1e-300) / Math.max(threshold, 1e-300)));
      if (distance(one.threshold) < distance(step().threshold)) state.step = index;
    });
    state.axis = given.get("axis") ?? state.axis;
    state.view = given.get("show") ?? state.view;
    const models = (given.get("models") ?? "").split(".").map((words) => whole(words, data.models.length, -1));
    if (models.some((model) => model >= 0)) state.models = new Set(models.filter((model) => model >= 0));
    state.setting = whole(given.get("setting"), data.settings.length, 0);
    state.contrast = whole(given.get("contrast"), data.contrasts.length, 0);
    const size = data.sizes.indexOf(Number(given.get("n")));
    if (size >= 0) state.size = size;
    state.curve = whole(given.get("curve"), data.specificationCurves.length, 0);
    state.logX = { log: true, linear: false }[given.get("x")] ?? null;
    state.logY = given.get("y") === "log";
    state.same = given.get("fit") !== "yes";
    const line = whole(given.get("point"), data.lines.length, -1);
    state.point = line >= 0 ? line : null;
    settle();
    return true;
  };
  let addressTimer = 0;
  const writeAddress = () => {
    clearTimeout(addressTimer);
    addressTimer = setTimeout(() => {
      const words = { rule: family().key, threshold: step().threshold ?? "", axis: state.axis, show: state.view };
      if (state.models.size < data.models.length) words.models = [...state.models].join(".");
      if (data.settings.length > 1) words.setting = state.setting;
      if (data.contrasts.length > 1) words.contrast = state.contrast;
      words.n = data.sizes[state.size];
      if (state.axis === "specification") words.curve = state.curve;
      if (state.logX !== null) words.x = state.logX ? "log" : "linear";
      if (state.logY) words.y = "log";
      if (!state.same) words.fit = "yes";
      if (state.point !== null) words.point = state.point;
      try {
        history.replaceState(null, "", "#explorer?" + new URLSearchParams(words));
      } catch { /* A page that may not change its address keeps the old one. */ }
    }, 250);
  };

  // MARK: scales

  const ticksOf = (low, high, isLog, room) => {
    const most = Math.max(Math.floor(room), 2);
    if (isLog) {
      const all = [];
      for (let decade = Math.floor(Math.log10(low)); decade <= Math.ceil(Math.log10(high)); decade += 1) {
        for (const digit of [1, 2, 5]) all.push(Number(`${digit}e${decade}`));
      }
      const inside = (ticks) => ticks.filter((tick) => tick >= low * 0.999 && tick <= high * 1.001);
      const choices = [inside(all), inside(all.filter((_, index) => index % 3 === 0))];
      const decades = choices[1];
      const thin = decades.filter((_, index) => index % Math.max(Math.ceil(decades.length / most), 1) === 0);
      return choices.find((ticks) => ticks.length <= most && ticks.length > 1) ?? (thin.length > 1 ? thin : [low, high]);
    }
    const span = high - low;
    const unit = 10 ** Math.floor(Math.log10(span / most));
    const size = [1, 2, 5, 10].map((factor) => factor * unit).find((one) => span / one <= most) ?? span;
    const ticks = [];
    for (let index = Math.ceil(low / size - 1e-9); index * size <= high + size * 1e-9; index += 1) ticks.push(index * size);
    return ticks.map((tick) => Number(tick.toPrecision(12)));
  };
  const scale = (low, high, isLog, from, to) => {
    const place = isLog ? Math.log : (value) => value;
    const [first, last] = [place(low), place(high)];
    const length = last - first || 1;
    const at = (value) => from + ((place(value) - first) / length) * (to - from);
    return { at, low, high, isLog };
  };
  const range = (values, isLog, least = 0) => {
    let [low, high] = [Math.min(...values), Math.max(...values)];
    if (!Number.isFinite(low)) [low, high] = [isLog ? 1 : 0, isLog ? 10 : 1];
    if (isLog) {
      const margin = Math.max((high / low) ** 0.04, 1.02);
      return [low / margin, high * margin];
    }
    const margin = Math.max((high - low) * 0.06, least, Math.abs(high) * 1e-6, 1e-9);
    return [low - margin, high + margin];
  };

  // MARK: what is drawn

  const colours = { ink: "#333333", soft: "#5c5c5c", faint: "#e4e4e4", open: "#8e8e8e" };
  const mixed = (colour, part) => {
    const channel = (at) => Math.round(255 + (parseInt(colour.slice(at, at + 2), 16) - 255) * part).toString(16).padStart(2, "0");
    return "#" + channel(1) + channel(3) + channel(5);
  };
  const inkOn = (colour) => {
    const channel = (at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2;
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5) > 0.18 ? "#000000" : "#ffffff";
  };
  const verdictWords = (contrast, verdict) =>
    verdict > 0 ? `${contrast.first} better` : verdict < 0 ? `${contrast.second} better` : "undecided";
  const verdictColour = (contrast, cell) => {
    if (!cell) return "#ffffff";
    const side = cell[0] || cell[1];
    const colour = side > 0 ? contrast.firstColour : side < 0 ? contrast.secondColour : "#b0b0b0";
    return cell[0] ? colour : mixed(colour, 0.16);
  };

  /* Points have the shapes that they have in the figures, drawn around 0, 0 as large as a circle of the radius. */
  const corners = {
    triangle: [[0, -1.35], [1.17, 0.68], [-1.17, 0.68]], "inverted-triangle": [[0, 1.35], [1.17, -0.68], [-1.17, -0.68]],
    square: [[-0.89, -0.89], [0.89, -0.89], [0.89, 0.89], [-0.89, 0.89]], diamond: [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]],
  };
  const isCircle = (shape) => !(shape in corners);
  const pointShape = (shape, x, y, radius, attributes) => {
    const outline = isCircle(shape) ? `${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`
      : corners[shape].map(([across, down]) => `${(x + across * radius).toFixed(1)} ${(y + down * radius).toFixed(1)}`).join("L");
    return draw("path", { class: "shape", "data-shape": shape, d: `M${outline}Z`, ...attributes });
  };

  const positive = (value) => value > 0;
  /* Zero has no place on a logarithmic axis: it stands one step before the smallest other value. */
  const thresholdPlaces = (isLog) => {
    const values = family().steps.map((one) => one.threshold ?? 0);
    const others = values.filter(positive);
    const least = Math.min(...others);
    const before = others.length > 1 ? (least * least) / Math.min(...others.filter((value) => value > least)) : least / 2;
    return values.map((value) => (isLog && !positive(value) ? before : value));
  };
  const isLogX = () => {
    if (state.axis === "specification") return false;
    return state.logX ?? (state.axis === "size" ? ratio > 5 : true);
  };

  const pointWords = (line, size, under, point, view) => {
    const model = data.models[line.model];
    const values = [view.solid, view.dashed].filter((one) => one !== undefined && one !== null && point[4 + one].length > 0).map(
      (one) => `${data.quantities[one].name} ${number(point[4 + one][0])}${unitOf(data.quantities[one].unit)}${interval(point[4 + one])}`);
    const stop = data.quantities.findIndex((one) => one.key === "stopped_epoch");
    if (stop >= 0 && stop !== view.solid && model.hasEpochs && point[4 + stop].length > 0) values.push(`stops after epoch ${number(point[4 + stop][0])}`);
    return [[model.name, data.settings[line.setting], sizeName(size), under].filter(Boolean).join(" · "), ...values, runs(point)];
  };
  const familyWords = () => {
    const [least, most] = [data.familySizes[0] || 1, data.familySizes[data.familySizes.length - 1] || 1];
    if (least < most) return `comparisons that answer the same question (depth, or one setting), ${count(least)} to ${count(most)} of them,`;
    return most > 1 ? counted(most, "comparison") : "one comparison";
  };
  /* Where the study has several rules, its own verdicts are corrected for all of them, and can differ from those under one rule. */
  const ownRules = data.families.flatMap((one) => one.steps).filter((one) => one.isOwn).length;
  const studySays = (index, at, size) => (ownRules > 1 ? family().steps[index].study[at]?.[size] : null) ?? null;
  const cellWords = (contrast, size, under, cell, value, name, own) => [
    [contrastName(contrast), size === null ? "" : sizeName(size), under].filter(Boolean).join(" · "),
    `${name} ${signed(value[0])} ${data.differenceUnit}${interval(value)}`,
    `${verdictWords(contrast, cell[0])}, p = ${number(cell[2], 2)} corrected${ownRules > 1 ? " for this rule alone" : ""}`,
    ...(own ? [`in the study’s tables ${verdictWords(contrast, own[0])}, p = ${number(own[1], 2)} corrected for all its rules`] : []),
    cell[3] > 0 ? counted(cell[3], "pair") : `${count(cell[4])} and ${count(cell[5])} runs, not paired`,
    ...(cell[6] + cell[7] > 0 ? [`diverged: ${count(cell[6])} and ${count(cell[7])}`] : []),
  ];

  /* A series of points at sizes or at thresholds. */
  const outcomeSeries = () => {
    const ofSizes = state.axis === "size";
    const places = ofSizes ? data.sizes : thresholdPlaces(isLogX());
    const at = (index) => (ofSizes ? [reading(), index, step().name] : [readingAt(index), state.size, family().steps[index].name]);
    if (isOfContrast()) {
      const contrast = data.contrasts[state.contrast];
      const part = state.view === "difference" ? 8 : 9;
      const points = places.map((x, index) => {
        const [shown, size, under] = at(index);
        const cell = shown.comparisons[state.contrast]?.[size];
        if (!cell || cell[part].length === 0) return null;
        const isDecided = part === 8 && cell[0] !== 0;
        return {
          x, value: cell[part], colour: part === 8 ? (isDecided ? verdictColour(contrast, cell) : colours.open) : colours.ink, isOpen: part === 8 && !isDecided,
          words: cellWords(contrast, size, under, cell, cell[part], part === 8 ? "difference" : "difference in the gap", studySays(ofSizes ? state.step : index, state.contrast, size)), size,
          step: ofSizes ? null : index,
        };
      });
      return [{ name: contrastName(contrast), colour: colours.soft, hasBars: true, points: points.filter(Boolean) }];
    }
    const view = data.views.find((one) => one.key === state.view);
    return linesShown().flatMap((line) => [view.dashed, view.solid].filter((one) => one !== undefined && one !== null).map((quantity) => {
      const points = places.map((x, index) => {
        const [shown, size, under] = at(index);
        const point = shown.points[line.index]?.[size];
        if (!point || point[4 + quantity].length === 0) return null;
        return { x, value: point[4 + quantity], words: pointWords(line, size, under, point, view), line: line.index, size, step: ofSizes ? null : index };
      });
      return {
        name: data.models[line.model].name, colour: data.models[line.model].colour, shape: data.models[line.model].shape, isDashed: quantity === view.dashed,
        hasBand: quantity === view.solid, points: points.filter(Boolean), quantity,
      };
    })).filter((series) => series.points.length > 0);
  };
  /* The lines that have runs and no values, as a gap, or a mean, is not known of all of them. */
  const unknownNote = (view) => {
    const names = linesShown().filter((line) => {
      const points = (reading().points[line.index] ?? []).filter((point) => point && point[0] > 0);
      return points.length > 0 && points.every((point) => point[4 + view.solid].length === 0);
    }).map((line) => data.models[line.model].name);
    return names.length === 0 ? "" : ` Not known of all runs, and not shown: ${names.join(", ")}.`;
  };
  /* All values that the same view has at the study's own thresholds, for an axis that stays while the threshold moves. */
  const allValues = () => {
    const shown = new Set(family().steps.filter((one) => one.isOwn).map((one) => one.reading));
    const sizes = state.axis === "size" ? [...data.sizes.keys()] : [state.size];
    const view = data.views.find((one) => one.key === state.view);
    const part = state.view === "difference" ? 8 : 9;
    return [...shown].flatMap((index) => sizes.flatMap((size) => {
      const one = data.readings[index];
      if (isOfContrast()) return one.comparisons[state.contrast]?.[size]?.[part] ?? [];
      return linesShown().flatMap((line) => {
        const point = one.points[line.index]?.[size];
        return point ? [view.solid, view.dashed].filter((at) => at !== undefined && at !== null).flatMap((at) => point[4 + at].slice(0, 1)) : [];
      });
    }));
  };

  const historySeries = (lines, size, view, axis) => lines.flatMap((line) => {
    const told = data.histories.find((one) => one.line === line.index && one.size === size);
    if (!told || (axis === "updates" && told.updates.length === 0)) return [];
    const model = data.models[line.model];
    return [view.dashed, view.solid].filter((one) => one !== undefined && one !== null).flatMap((quantity) => {
      const means = told.means[data.historyQuantities.indexOf(quantity)];
      if (!means) return [];
      const { name, unit } = data.quantities[quantity];
      const points = told.epochs.map((epoch, index) => means[index] === null ? null : {
        x: axis === "updates" ? told.updates[index] : epoch, value: [means[index]],
        words: [`${model.name} · ${sizeName(size)} · after epoch ${count(epoch)}`, `${name} ${number(means[index])}${unitOf(unit)}`, `mean of ${counted(told.counts[index], "run")}`],
      });
      return [{ name: model.name, colour: model.colour, shape: model.shape, isDashed: quantity === view.dashed, hasNoMarkers: true, points: points.filter(Boolean), quantity }];
    });
  });
  const neverStops = () => step().threshold === undefined && family().key === "none";
  const stopNote = (lines) => (neverStops() ? "" : ` Vertical line${lines.length > 1 ? "s" : ""}: where ${step().name} stops, on average, with the 95 % interval of that mean${lines.length === 1 && family().steps.some((one, index) => one.isOwn && index !== state.step) ? "; grey: the study’s other thresholds" : ""}.`);
  /* Where the rule ends the runs of each line, on average. */
  const stops = (lines, size, axis) => lines.flatMap((line) => {
    const quantity = data.quantities.findIndex((one) => one.key === (axis === "updates" ? "updates" : "stopped_epoch"));
    const model = data.models[line.model];
    if (neverStops() || quantity < 0 || !model.hasEpochs) return [];
    const stop = (index) => readingAt(index).points[line.index]?.[size]?.[4 + quantity] ?? [];
    /* Of a single line, the study's other thresholds, too. */
    const others = lines.length > 1 ? [] : family().steps.flatMap((one, index) => one.isOwn && index !== state.step && stop(index).length > 0
      ? [{ x: stop(index).slice(0, 1), colour: colours.open, isOther: true, label: number(one.threshold, 6), words: `${one.name} stops after ${number(stop(index)[0])}` }] : []);
    const own = stop(state.step);
    const words = (value) => (axis === "updates" ? `${number(value)} updates` : `epoch ${number(value)}`);
    return others.concat(own.length === 0 ? [] : [{
      x: own, colour: model.colour, label: lines.length > 1 ? "" : number(step().threshold ?? 0, 6), words: `${model.name} stops after ${words(own[0])}${interval(own)}`,
    }]);
  });
  const specificationSeries = () => {
    const curve = data.specificationCurves[state.curve];
    const points = curve.specifications.map(([verdict, first, second, value, choices], index) => value.length === 0 ? null : {
      x: index + 1, value,
      colour: verdict > 0 ? curve.firstColour : verdict < 0 ? curve.secondColour : colours.open, isOpen: verdict === 0,
      words: [
        `Specification ${count(index + 1)} of ${count(curve.specifications.length)}`, ...curve.keys.map((key, at) => `${key}: ${choices[at]}`),
        `difference ${signed(value[0])} ${data.differenceUnit}${interval(value)}`, verdictWords(curve, verdict),
        first === second ? counted(first, "run") + " of each" : `${count(first)} and ${count(second)} runs`,
      ],
    });
    return [{ name: `${curve.first} − ${curve.second}`, colour: colours.soft, hasBars: true, hasNoLine: true, points: points.filter(Boolean) }];
  };

  const chart = () => {
    const history = state.axis === "epoch" || state.axis === "updates";
    const view = data.views.find((one) => one.key === state.view);
    const axis = isOfContrast() ? (state.view === "difference" ? data.differenceAxis : data.gapDifferenceAxis) : view?.axis ?? "";
    const isLog = isLogX();
    const at = step().threshold === undefined ? "" : `, ${step().name}`;
    if (state.axis === "specification") {
      const curve = data.specificationCurves[state.curve];
      return {
        title: `${curve.first} − ${curve.second} at n = ${count(curve.size)}, every choice of settings and rules, sorted`,
        note: "Every choice is a specification: point at one to see which it is. Bars: 95 % intervals. Filled: decided, corrected for all of these.",
        series: specificationSeries(), isCount: true, x: "specification", y: data.differenceAxis, isLog: false, hasZero: true, values: [], marks: [],
      };
    }
    if (history) {
      const lines = linesShown();
      return {
        title: `${capital(view.name)} by ${state.axis === "epoch" ? "epoch" : "updates"} at ${sizeName(state.size)}`,
        note: `${view.dashed === undefined || view.dashed === null ? "Means" : "Test data solid, training subset dashed; means"} of the runs.${stopNote(lines)}`,
        series: historySeries(lines, state.size, view, state.axis), x: state.axis, y: view.axis, isLog, values: [], marks: stops(lines, state.size, state.axis),
        hasZero: state.view.includes("gap"),
      };
    }
    const own = state.axis === "threshold";
    const title = isOfContrast() ? `${contrastName(data.contrasts[state.contrast])}: difference in ${state.view === "difference" ? "test " + data.metric : "the gap"}` : capital(view.name);
    const places = own ? thresholdPlaces(isLog) : [];
    return {
      title: `${title}${own ? ` at ${sizeName(state.size)}, by threshold of ${family().name}` : at}`,
      note: (isOfContrast() ? "Bars: 95 % intervals, each by itself. " + (state.view === "difference" ? "Filled: decided for the model of that colour; open: undecided." : "")
        : (view.dashed === undefined || view.dashed === null ? "" : "Test data solid, training subset dashed. ") + "Bands: 95 % intervals." + unknownNote(view))
        + (own ? ` Marked: ${step().name}.` : ""),
      series: outcomeSeries(), x: own ? `threshold${unitOf(family().unit && `(${family().unit})`)}` : "training-set size n", y: axis, isLog,
      values: state.same ? allValues() : [], hasZero: isOfContrast() || state.view.includes("gap"),
      marks: own ? [{ x: [places[state.step]], colour: colours.ink, words: step().name }] : [],
      ticks: own ? null : data.sizes,
    };
  };

  /* The words in lines of at most so many letters. */
  const wrapped = (words, most) => words.split(" ").reduce((lines, word) => {
    const line = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : word;
    return lines.length > 0 && line.length > most ? [...lines, word] : [...lines.slice(0, -1), line];
  }, []);

  // MARK: charts

  const tip = make("div", { class: "tip", role: "tooltip", hidden: true });
  const hideTip = () => { tip.hidden = true; };
  const showTip = (words, x, y) => {
    tip.replaceChildren(...words.map((line, index) => make(index === 0 ? "strong" : "span", {}, line)));
    tip.hidden = false;
    const { width, height } = tip.getBoundingClientRect();
    tip.style.left = `${fit(x + 14, 4, document.documentElement.clientWidth - width - 4)}px`;
    tip.style.top = `${y + 18 + height > innerHeight ? Math.max(y - height - 14, 4) : y + 18}px`;
  };

  class Chart {
    constructor(choose) {
      this.choose = choose;
      this.focused = 0;
      this.svg = draw("svg", { class: "chart", role: "group" });
      this.legend = make("p", { class: "legend" });
      this.title = make("p", { class: "chart-title" });
      this.note = make("p", { class: "quiet note" });
      this.element = make("figure", { class: "chart-box" }, make("figcaption", {}, this.title, this.legend), this.svg, this.note);
      this.svg.addEventListener("pointermove", (event) => { if (event.pointerType === "mouse") this.hover(event); });
      this.svg.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") { this.highlight(null); hideTip(); } });
      this.svg.addEventListener("click", (event) => {
        const point = this.nearest(event);
        if (!point) { this.highlight(null); hideTip(); return; }
        this.focused = this.points.indexOf(point);
        this.hover(event);
        this.choose(point);
      });
      this.svg.addEventListener("keydown", (event) => this.key(event));
    }

    /* The sizes are those of the screen, so that letters are as large at every width. */
    show(chart) {
      const width = Math.max(Math.round(this.element.clientWidth || section.clientWidth || 640) - 18, 260);
      const height = Math.round(fit(width * 0.5, 250, 400));
      const drawn = chart.series.flatMap((one) => one.points.flatMap((point) => point.value));
      const all = chart.values.concat(drawn, chart.hasZero ? [0] : []);
      const isLogY = state.logY && all.every(positive) && all.length > 0;
      const [low, high] = range(all, isLogY);
      const xs = chart.series.flatMap((one) => one.points.map((point) => point.x)).concat(chart.marks.map((mark) => mark.x[0]));
      const isLogX = chart.isLog && xs.every(positive);
      const [left, right] = range(xs, isLogX, xs.length > 0 && Math.max(...xs) === Math.min(...xs) ? 1 : 0);
      const yTicks = ticksOf(low, high, isLogY, height / 55);
      /* A label that is longer than the chart is high takes several lines. */
      const yLines = wrapped(chart.y, Math.floor((height - 8) / 7));
      const margin = { left: 26 + (yLines.length - 1) * 15 + Math.max(...yTicks.map((tick) => number(tick).length), 2) * 7.6, right: 14, top: chart.marks.some((mark) => mark.label) ? 20 : 10, bottom: 44 };
      const [x, y] = [scale(left, right, isLogX, margin.left, width - margin.right), scale(low, high, isLogY, height - margin.bottom, margin.top)];
      const lines = [];
      for (const tick of yTicks) {
        lines.push(draw("line", { x1: margin.left, x2: width - margin.right, y1: y.at(tick), y2: y.at(tick), stroke: tick === 0 && chart.hasZero ? colours.open : colours.faint }),
          text(margin.left - 7, y.at(tick) + 4, number(tick), { "text-anchor": "end" }));
      }
      const wanted = ((chart.ticks ?? []).length > 0 ? chart.ticks : ticksOf(left, right, isLogX, (width - margin.left) / 75))
        .filter((tick) => !chart.isCount || Number.isInteger(tick)).filter((tick) => x.at(tick) > margin.left - 1 && x.at(tick) < width - margin.right + 1);
      const taken = [];
      /* The ends first: what there is no room for is left out between them. */
      for (const tick of [...wanted.slice(0, 1), ...wanted.slice(1).slice(-1), ...wanted.slice(1, -1)]) {
        const half = number(tick, 6).length * 3.9;
        lines.push(draw("line", { x1: x.at(tick), x2: x.at(tick), y1: height - margin.bottom, y2: height - margin.bottom + 5, stroke: colours.open }));
        const at = Math.min(x.at(tick), width - half - 2);
        if (taken.some(([from, to]) => at - half < to + 8 && at + half > from - 8)) continue;
        lines.push(text(at, height - margin.bottom + 19, number(tick, 6), { "text-anchor": "middle" }));
        taken.push([at - half, at + half]);
      }
      lines.push(draw("line", { x1: margin.left, x2: width - margin.right, y1: height - margin.bottom, y2: height - margin.bottom, stroke: colours.open }),
        text((margin.left + width - margin.right) / 2, height - 6, chart.x, { "text-anchor": "middle" }),
        ...yLines.map((words, index) => {
          const half = words.length * 3.5 + 4;
          const middle = fit((height - margin.bottom + margin.top) / 2, half, Math.max(height - half, half));
          return text(0, 0, words, { "text-anchor": "middle", class: "axis", transform: `translate(${13 + index * 15} ${middle}) rotate(-90)` });
        }));
      const clip = `${this.name}-clip`;
      const inside = draw("g", { "clip-path": `url(#${clip})` });
      const area = { x: margin.left, y: margin.top, width: width - margin.right - margin.left, height: height - margin.bottom - margin.top };
      const marks = draw("g", {});
      for (const mark of chart.marks) {
        if (mark.x.length === 3) {
          const [from, to] = [mark.x[1], mark.x[2]].map((value) => x.at(isLogX ? Math.max(value, left) : value));
          inside.append(draw("rect", { x: from, width: Math.max(to - from, 1), y: margin.top, height: area.height, fill: mark.colour, opacity: 0.13 }));
        }
        inside.append(draw("line", { class: mark.isOther ? "other" : "mark", x1: x.at(mark.x[0]), x2: x.at(mark.x[0]), y1: margin.top, y2: height - margin.bottom, stroke: mark.colour, "stroke-width": mark.isOther ? 1 : 1.5, "stroke-dasharray": "2 3" },
          draw("title", {}, mark.words)));
      }
      /* Thresholds beside their lines, that of the slider first, as far as there is room. */
      const named = [];
      for (const mark of [...chart.marks].filter((one) => one.label).sort((a, b) => Boolean(a.isOther) - Boolean(b.isOther))) {
        const half = mark.label.length * 3.9;
        const at = fit(x.at(mark.x[0]), margin.left + half, width - margin.right - half);
        if (named.some(([from, to]) => at - half < to + 6 && at + half > from - 6)) continue;
        named.push([at - half, at + half]);
        lines.push(text(at, margin.top - 4, mark.label, { "text-anchor": "middle", "font-weight": mark.isOther ? null : 700 }));
      }
      this.points = [];
      const names = [...new Set(chart.series.map((series) => series.name))];
      for (const series of chart.series) {
        const placed = series.points.map((point) => ({ ...point, series, px: x.at(point.x), py: y.at(point.value[0]) }));
        const route = (list, value) => list.map((point, index) => `${index === 0 ? "M" : "L"}${point.px.toFixed(1)} ${y.at(value(point)).toFixed(1)}`).join("");
        const banded = placed.filter((point) => point.value.length === 3 && (!isLogY || point.value[1] > 0));
        if (series.hasBand && banded.length > 1) {
          inside.append(draw("path", { d: route(banded, (point) => point.value[1]) + route([...banded].reverse(), (point) => point.value[2]).replace("M", "L") + "Z", fill: series.colour, opacity: 0.16 }));
        }
        if (series.hasBars) {
          for (const point of placed) {
            if (point.value.length === 3 && (!isLogY || point.value[1] > 0)) inside.append(draw("line", { x1: point.px, x2: point.px, y1: y.at(point.value[1]), y2: y.at(point.value[2]), stroke: point.colour ?? series.colour, "stroke-width": series.points.length > 80 ? 1 : 2, opacity: 0.6 }));
          }
        }
        if (!series.hasNoLine && placed.length > 1) {
          inside.append(draw("path", { d: route(placed, (point) => point.value[0]), fill: "none", stroke: series.colour, "stroke-width": series.hasBars ? 1 : 2, "stroke-dasharray": series.isDashed ? "6 4" : null, "stroke-linejoin": "round" }));
        }
        /* Where every epoch has a point, a few of them show which curve it is. */
        if (series.hasNoMarkers && names.length > 1) {
          let next = margin.left + ((names.indexOf(series.name) * 23) % 70) + 10;
          for (const point of placed) {
            if (point.px < next) continue;
            next = point.px + 90;
            const look = { fill: series.isDashed ? "#ffffff" : series.colour, stroke: series.colour, "stroke-width": 1.5 };
            inside.append(pointShape(series.shape, point.px, point.py, 3.5, look));
          }
        }
        this.points.push(...placed);
      }
      const isCrowded = area.width / Math.max(...chart.series.map((series) => series.points.length), 1) < 15;
      const order = (point) => (point.series.isDashed ? 0 : 1);
      this.points.forEach((point, index) => {
        const colour = point.colour ?? point.series.colour;
        const isFaint = point.series.isDashed;
        const radius = point.series.hasNoMarkers ? 0.01 : isFaint ? (isCrowded ? 1.5 : 2.5) : isCrowded ? 3 : 4.5;
        const look = { fill: point.isOpen || (isFaint && radius > 1) ? "#ffffff" : colour, stroke: colour, "stroke-width": point.series.hasNoMarkers ? 0 : 1.5 };
        const hasShape = !point.series.hasNoMarkers && !isCircle(point.series.shape);
        point.shape = hasShape ? pointShape(point.series.shape, point.px, point.py, radius, look) : null;
        /* The circle of another shape is not seen, but is what the keyboard goes to. */
        point.mark = draw("circle", {
          cx: point.px, cy: point.py, r: radius, ...look, ...(hasShape ? { opacity: 0 } : {}),
          tabindex: -1, role: "img", "aria-label": point.words.join("; "),
          onfocus: () => { this.focused = index; this.highlight(point); this.tipAt(point); }, onblur: () => { this.highlight(null); hideTip(); },
        });
      });
      for (const point of [...this.points].sort((a, b) => order(a) - order(b))) marks.append(...[point.shape, point.mark].filter(Boolean));
      this.ring = draw("circle", { r: 8, fill: "none", stroke: colours.ink, "stroke-width": 2, visibility: "hidden" });
      const hadFocus = this.svg.contains(document.activeElement);
      for (const [name, value] of Object.entries({ viewBox: `0 0 ${width} ${height}`, width, height, "aria-label": `${chart.title}. Arrow keys go from point to point.` })) this.svg.setAttribute(name, value);
      this.svg.replaceChildren(draw("defs", {}, draw("clipPath", { id: clip }, draw("rect", area))), ...lines, inside, marks, this.ring);
      if (chart.series.length === 0) this.svg.append(text(width / 2, height / 2, "Nothing was measured here.", { "text-anchor": "middle" }));
      this.focused = fit(this.focused, 0, Math.max(this.points.length - 1, 0));
      this.points[this.focused]?.mark.setAttribute("tabindex", 0);
      if (hadFocus) this.points[this.focused]?.mark.focus({ preventScroll: true });
      this.title.textContent = chart.title;
      this.note.textContent = chart.note;
      this.legend.replaceChildren(...this.entries(chart));
    }

    entries(chart) {
      const seen = new Set();
      const contrast = chart.x === "specification" ? data.specificationCurves[state.curve] : data.contrasts[state.contrast];
      const named = isOfContrast() || chart.x === "specification"
        ? [{ name: `${contrast.first} better`, colour: contrast.firstColour }, { name: `${contrast.second} better`, colour: contrast.secondColour }, { name: "undecided", colour: colours.open, isOpen: true }]
        : chart.series.filter((series) => !series.isDashed);
      return named.filter((one) => !seen.has(one.name) && seen.add(one.name)).map((one) =>
        make("span", {}, draw("svg", { class: "swatch", width: 22, height: 12, "aria-hidden": "true" },
          isOfContrast() || chart.x === "specification"
            ? draw("circle", { cx: 11, cy: 6, r: 4.5, fill: one.isOpen ? "#ffffff" : one.colour, stroke: one.colour, "stroke-width": 1.5 })
            : draw("g", {}, draw("line", { x1: 0, x2: 22, y1: 6, y2: 6, stroke: one.colour, "stroke-width": 2 }),
              pointShape(one.shape, 11, 6, 4, { fill: one.colour }))), one.name));
    }

    nearest(event) {
      const box = this.svg.getBoundingClientRect();
      const factor = this.svg.viewBox.baseVal.width / Math.max(box.width, 1);
      const [px, py] = [(event.clientX - box.left) * factor, (event.clientY - box.top) * factor];
      let found = null;
      let least = 40 ** 2;
      for (const point of this.points ?? []) {
        const distance = (point.px - px) ** 2 + (point.py - py) ** 2 * (point.series.hasNoMarkers ? 0.3 : 1);
        if (distance < least) [found, least] = [point, distance];
      }
      return found;
    }

    hover(event) {
      const point = this.nearest(event);
      this.highlight(point);
      if (point) showTip(point.words, event.clientX, event.clientY);
      else hideTip();
    }

    tipAt(point) {
      const box = point.mark.getBoundingClientRect();
      showTip(point.words, box.left + box.width / 2, box.top + box.height / 2);
    }

    highlight(point) {
      this.ring?.setAttribute("visibility", point ? "visible" : "hidden");
      if (!point) return;
      this.ring.setAttribute("cx", point.px);
      this.ring.setAttribute("cy", point.py);
    }

    /* Left and right along a curve, up and down to the next curve. */
    key(event) {
      const point = this.points?.[this.focused];
      if (!point) return;
      const own = this.points.filter((other) => other.series === point.series);
      const at = own.indexOf(point);
      const across = this.points.filter((other) => other.series !== point.series && Math.abs(other.px - point.px) < 30)
        .sort((a, b) => Math.abs(a.px - point.px) - Math.abs(b.px - point.px));
      const next = {
        ArrowRight: () => own[at + 1], ArrowLeft: () => own[at - 1], Home: () => own[0], End: () => own[own.length - 1],
        ArrowUp: () => across.filter((other) => other.py < point.py).sort((a, b) => b.py - a.py)[0],
        ArrowDown: () => across.filter((other) => other.py >= point.py).sort((a, b) => a.py - b.py)[0],
      }[event.key];
      if (next) {
        event.preventDefault();
        const target = next();
        if (!target) return;
        point.mark.setAttribute("tabindex", -1);
        target.mark.setAttribute("tabindex", 0);
        target.mark.focus();
      } else if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        this.choose(point);
      } else if (event.key === "Escape") {
        hideTip();
      }
    }
  }

  const main = new Chart((point) => {
    if (point.step !== null && point.step !== undefined) state.step = point.step;
    else if (point.line !== undefined && state.axis === "size" && data.histories.some((one) => one.line === point.line && one.size === point.size)) {
      [state.point, state.size] = [point.line, point.size];
    } else if (point.size !== undefined && state.axis === "size") state.size = point.size;
    else return;
    update();
  });
  main.name = "explorer-main";
  const detail = new Chart(() => {});
  detail.name = "explorer-detail";

  // MARK: controls

  const label = (words, control) => make("label", {}, make("span", {}, words), control);
  const select = (change) => make("select", { onchange: (event) => { change(event.target.value); update(); } });
  const offer = (control, options, chosen) => {
    const words = JSON.stringify(options);
    if (control.dataset.options !== words) {
      control.replaceChildren(...options.map(([value, name]) => make("option", { value }, name)));
      control.dataset.options = words;
    }
    control.value = chosen;
    control.closest("label").hidden = options.length < 2;
  };
  const check = (words, change) => make("label", { class: "check" }, make("input", { type: "checkbox", onchange: (event) => { change(event.target.checked); update(); } }), words);
  const box = (element) => element.querySelector("input");

  const ruleSelect = select((value) => { state.rule = Number(value); state.step = usualStep(family()); });
  const slider = make("input", { type: "range", min: 0, step: 1, "aria-label": "Threshold", oninput: () => { state.step = Number(slider.value); update(); } });
  const threshold = make("output", { class: "threshold", for: "explorer-threshold" });
  slider.id = "explorer-threshold";
  const strip = draw("svg", { class: "strip", role: "img" });
  const cursor = draw("rect", { class: "cursor", fill: "none", stroke: "#000000", "stroke-width": 2 });
  const ends = make("p", { class: "ends quiet" });
  const before = make("button", { type: "button", onclick: () => leap(-1) }, "◂ Previous change");
  const after = make("button", { type: "button", onclick: () => leap(1) }, "Next change ▸");
  const axisSelect = select((value) => { state.axis = value; });
  const viewSelect = select((value) => { state.view = value; });
  const contrastSelect = select((value) => { state.contrast = Number(value); });
  const settingSelect = select((value) => { state.setting = Number(value); });
  const sizeSelect = select((value) => { state.size = Number(value); });
  const curveSelect = select((value) => { state.curve = Number(value); });
  const logX = check("logarithmic x axis", (value) => { state.logX = value; });
  const logY = check("logarithmic y axis", (value) => { state.logY = value; });
  const same = check("same y axis while the threshold moves", (value) => { state.same = value; });
  const modelChecks = data.models.map((model, index) => check(model.name + (model.form && model.form !== model.name ? ` (${model.form})` : ""), (value) => {
    if (value) state.models.add(index); else if (state.models.size > 1) state.models.delete(index);
  }));
  const changes = make("div", { class: "leaps" }, before, after);
  const status = make("p", { class: "status", role: "status", "aria-live": "polite" });
  const track = make("div", { class: "track" }, strip, slider, ends);
  const models = make("fieldset", { hidden: data.models.length < 2 }, make("legend", {}, "Models"), make("div", { class: "checks" }, ...modelChecks));
  const choices = make("details", { class: "choices" }, make("summary", {}, "What to draw"),
    make("div", { class: "selects" }, label("Horizontal axis", axisSelect), label("Show", viewSelect), label("Comparison", contrastSelect),
      label("Settings", settingSelect), label("Training-set size", sizeSelect), label("Pair of models", curveSelect),
      models, make("fieldset", {}, make("legend", {}, "Axes"), make("div", { class: "checks" }, logX, logY, same))));
  choices.open = matchMedia("(min-width: 48rem)").matches;
  const rule = make("fieldset", { class: "rule" }, make("legend", {}, "Stopping rule"),
    make("div", { class: "rule-head" }, label("Rule", ruleSelect), threshold, changes), track, status);

  /* Goes to the next threshold at which a verdict of the comparison on the strip is another. */
  const verdictsAt = (index) => JSON.stringify(readingAt(index).comparisons[state.contrast]?.map((cell) => cell?.[0] ?? null));
  const leapFrom = (direction) => {
    const now = verdictsAt(state.step);
    for (let index = state.step + direction; index >= 0 && index < family().steps.length; index += direction) {
      if (verdictsAt(index) !== now) return index;
    }
    return null;
  };
  const leap = (direction) => {
    const found = leapFrom(direction);
    if (found === null) return;
    state.step = found;
    update();
  };

  // MARK: the strip above the slider

  /* Half the width of the slider's thumb: its first and last position are that far from its ends. */
  const thumb = 9;
  let stripDrawn = "";
  let stripGeometry = null;
  const stripColumn = (index) => {
    const { pitch, gutter, width } = stripGeometry;
    return [index - 0.5, index + 0.5].map((place) => gutter + fit(thumb + place * pitch, 0, width));
  };
  const showStrip = () => {
    const steps = family().steps;
    const contrast = data.contrasts[state.contrast];
    track.classList.toggle("bare", steps.length < 2);
    strip.toggleAttribute("hidden", !contrast || steps.length < 2);
    if (!contrast || steps.length < 2) return;
    const width = Math.max(Math.round(slider.clientWidth), 150);
    const gutter = 64;
    const row = data.sizes.length > 12 ? 9 : 15;
    const wanted = `${state.rule} ${state.contrast} ${width}`;
    if (stripDrawn !== wanted) {
      stripDrawn = wanted;
      const pitch = (width - 2 * thumb) / (steps.length - 1);
      stripGeometry = { pitch, gutter, row, width };
      const cells = [];
      data.sizes.forEach((size, at) => {
        if (row > 10 || at === 0 || at === data.sizes.length - 1) cells.push(text(gutter - 8, at * row + row - 3.5, count(size), { "text-anchor": "end" }));
        steps.forEach((_, index) => {
          const cell = readingAt(index).comparisons[state.contrast]?.[at];
          const [from, to] = stripColumn(index);
          cells.push(draw("rect", { x: from, width: to - from + 0.3, y: at * row, height: row - 1, fill: verdictColour(contrast, cell) }));
        });
      });
      const height = data.sizes.length * row + 7;
      steps.forEach((one, index) => {
        if (one.isOwn) cells.push(draw("path", { d: `M${gutter + thumb + index * pitch} ${height - 7}l-4 7h8z`, fill: colours.soft }, draw("title", {}, `${one.name}, in the study`)));
      });
      for (const [name, value] of Object.entries({ viewBox: `0 0 ${width + gutter} ${height}`, width: width + gutter, height })) strip.setAttribute(name, value);
      strip.replaceChildren(...cells, cursor);
      strip.setAttribute("aria-label", `Verdict of ${contrastName(contrast)} by training-set size (rows) and threshold (columns)`);
    }
    const [from, to] = stripColumn(state.step);
    cursor.setAttribute("x", from);
    cursor.setAttribute("width", to - from);
    cursor.setAttribute("y", 0.5);
    cursor.setAttribute("height", data.sizes.length * row - 1);
  };
  const onStrip = (event) => {
    const bounds = strip.getBoundingClientRect();
    const { pitch, gutter, row } = stripGeometry;
    const steps = family().steps.length;
    const [index, size] = [Math.round((event.clientX - bounds.left - gutter - thumb) / pitch), Math.floor((event.clientY - bounds.top) / row)];
    return [fit(index, 0, steps - 1), fit(size, 0, data.sizes.length - 1)];
  };
  strip.addEventListener("click", (event) => { [state.step, state.size] = onStrip(event); update(); });
  strip.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse" || !stripGeometry) return;
    const [index, size] = onStrip(event);
    const cell = readingAt(index).comparisons[state.contrast]?.[size];
    if (!cell || cell[8].length === 0) { hideTip(); return; }
    showTip(cellWords(data.contrasts[state.contrast], size, family().steps[index].name, cell, cell[8], "difference", studySays(index, state.contrast, size)), event.clientX, event.clientY);
  });
  strip.addEventListener("pointerleave", hideTip);

  // MARK: verdicts

  const mostRows = 40;
  const table = make("table", { class: "verdicts" });
  const verdictTitle = make("p", { class: "chart-title" });
  const verdictNote = make("p", { class: "quiet note" });
  const further = make("p", { class: "quiet note further" }, "There are more sizes to the right: scroll the table sideways.");
  const verdicts = make("div", { class: "verdict-box", hidden: data.contrasts.length === 0 }, verdictTitle, further,
    make("div", { class: "wide", tabindex: 0, role: "group", "aria-label": "Verdicts at this threshold" }, table), verdictNote);
  let rowsDrawn = "";
  let buttons = [];
  const showVerdicts = () => {
    if (data.contrasts.length === 0) return;
    const all = [...data.contrasts.keys()];
    const rows = all.length <= mostRows ? all : [...new Set([state.contrast, ...all.slice(0, mostRows)])];
    if (rowsDrawn !== rows.join()) {
      rowsDrawn = rows.join();
      buttons = rows.map((at) => data.sizes.map((_, size) => make("button", { type: "button", onclick: () => { [state.contrast, state.size] = [at, size]; update(); } })));
      table.replaceChildren(
        make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "n ="), ...data.sizes.map((size) => make("th", { scope: "col" }, count(size))))),
        make("tbody", {}, ...rows.map((at, index) => make("tr", {}, make("th", { scope: "row" }, contrastName(data.contrasts[at])), ...buttons[index].map((button) => make("td", {}, button))))));
    }
    rows.forEach((at, index) => data.sizes.forEach((_, size) => {
      const button = buttons[index][size];
      const contrast = data.contrasts[at];
      const cell = reading().comparisons[at]?.[size];
      button.hidden = !cell || cell[8].length === 0;
      if (button.hidden) return;
      const side = cell[0] || cell[1];
      const colour = side > 0 ? contrast.firstColour : side < 0 ? contrast.secondColour : colours.open;
      const winner = cell[0] > 0 ? contrast.first : cell[0] < 0 ? contrast.second : "undecided";
      button.style.setProperty("--side", colour);
      button.style.setProperty("--ink", inkOn(colour));
      button.className = cell[0] ? "decided" : "";
      button.setAttribute("aria-pressed", at === state.contrast && size === state.size);
      const own = studySays(state.step, at, size);
      button.setAttribute("aria-label", cellWords(contrast, size, step().name, cell, cell[8], "difference", own).join("; "));
      button.replaceChildren(make("span", {}, winner), make("small", {}, signed(cell[8][0])),
        ...(own && own[0] !== cell[0] ? [make("small", { class: "study" }, `in the study: ${own[0] > 0 ? contrast.first : own[0] < 0 ? contrast.second : "undecided"}`)] : []));
    }));
    further.hidden = table.parentNode.scrollWidth <= table.parentNode.clientWidth + 1;
    verdictTitle.textContent = `Verdicts, ${step().name}${ownRules > 1 ? ", corrected for this rule alone" : ""}`;
    const isMovable = data.families.some((one) => one.steps.length > 1);
    verdictNote.textContent = `Difference in test ${data.metric}, ${data.differenceUnit}. Pale: undecided, in the colour of who is ahead. Each verdict is corrected for the ${familyWords()} under this one rule`
      + (isMovable ? ", not for looking through all thresholds: choose a threshold before you look, or report how the verdict depends on it." : ".")
      + (all.length > mostRows ? ` ${mostRows} of ${count(all.length)} comparisons are shown; choose another above.` : "")
      + (reading().isApproximate ? " How much the intervals owe to the draw of the test samples is taken, here, from the nearest epoch of which the result on each sample was kept." : "")
      + (step().isOwn && ownRules > 1 ? " The study has this rule: its own verdicts, in the findings and in tables/verdicts.tsv, are corrected for all of its rules together; where one differs, the cell says so." : "");
  };

  // MARK: values and announcements

  const valueTable = make("table");
  const values = make("details", { class: "values", ontoggle: () => showValues(main.shown) }, make("summary", {}, "Values shown, as a table"),
    make("div", { class: "wide", tabindex: 0, role: "group", "aria-label": "Values shown" }, valueTable));
  const showValues = (shown) => {
    if (!values.open || !shown) return;
    const rows = shown.series.flatMap((series) => series.points.map((point) => [
      series.name + (series.quantity === undefined ? "" : `, ${data.quantities[series.quantity].name}`), number(point.x), number(point.value[0]),
      point.value.length === 3 ? `${number(point.value[1])} to ${number(point.value[2])}` : "–", point.words.slice(state.axis === "specification" ? 1 : 2).join("; "),
    ]));
    const further = state.axis === "specification" ? "Choices and verdict" : isOfContrast() ? "Verdict and runs" : state.axis === "epoch" || state.axis === "updates" ? "Runs" : "Other values and runs";
    valueTable.replaceChildren(
      make("thead", {}, make("tr", {}, ...["Curve", shown.x, shown.y, "95 % interval", further].map((words) => make("th", { scope: "col" }, words)))),
      make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((words, at) => make(at === 0 ? "th" : "td", at === 0 ? { scope: "row" } : {}, words))))));
  };
  let statusTimer = 0;
  const announce = () => {
    clearTimeout(statusTimer);
    statusTimer = setTimeout(() => {
      const contrast = data.contrasts[state.contrast];
      const cells = contrast ? (reading().comparisons[state.contrast] ?? []).filter(Boolean) : [];
      const tally = (verdict) => cells.filter((cell) => cell[0] === verdict).length;
      status.textContent = (contrast
        ? `${contrastName(contrast)}: ${contrast.first} better at ${count(tally(1))}, ${contrast.second} better at ${count(tally(-1))}, undecided at ${count(tally(0))} of ${counted(cells.length, "size")}.`
        : main.title.textContent);
    }, 350);
  };

  // MARK: the whole

  const close = make("button", { type: "button", class: "close", onclick: () => { state.point = null; update(); } }, "Close");
  const detailBox = make("div", { class: "detail", hidden: true }, detail.element, close);
  section.append(rule, main.element, choices, detailBox, verdicts, values, tip);

  for (const box of section.querySelectorAll(".wide")) watchWidth(box);

  let isAsked = false;
  const update = (writes = true) => {
    if (writes) writeAddress();
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => { isAsked = false; show(); });
  };
  const show = () => {
    settle();
    const steps = family().steps;
    offer(ruleSelect, data.families.map((one, index) => [index, one.steps.length > 1 ? one.name : one.steps[0].name]), state.rule);
    slider.max = steps.length - 1;
    slider.value = state.step;
    slider.disabled = steps.length < 2;
    slider.setAttribute("aria-valuetext", step().name + (step().isOwn ? ", in the study" : ""));
    threshold.textContent = step().name + (step().isOwn ? "" : " (not in the study)");
    const [first, last] = ["trains longer", "stops sooner"];
    ends.replaceChildren(...(steps.length < 2 ? ["This rule has no threshold to move."]
      : [make("span", {}, `${number(steps[0].threshold)} ${family().stopsSoonerAbove ? first : last}`), make("span", {}, `${family().stopsSoonerAbove ? last : first} ${number(steps[steps.length - 1].threshold)}`)]));
    changes.hidden = data.contrasts.length === 0 || steps.length < 2;
    before.disabled = leapFrom(-1) === null;
    after.disabled = leapFrom(1) === null;
    offer(axisSelect, axes.map(([key, name]) => [key, name]), state.axis);
    offer(viewSelect, views(), state.view);
    offer(contrastSelect, data.contrasts.map((contrast, index) => [index, contrastName(contrast)]), state.contrast);
    offer(settingSelect, data.settings.map((name, index) => [index, name || "–"]), state.setting);
    offer(sizeSelect, data.sizes.map((size, index) => [index, `n = ${count(size)}`]), state.size);
    offer(curveSelect, data.specificationCurves.map((one, index) => [index, `${one.first} − ${one.second}, n = ${count(one.size)}`]), state.curve);
    curveSelect.closest("label").hidden ||= state.axis !== "specification";
    sizeSelect.closest("label").hidden ||= state.axis === "size" || state.axis === "specification";
    settingSelect.closest("label").hidden ||= state.axis === "specification";
    models.hidden = data.models.length < 2 || isOfContrast() || state.axis === "specification";
    modelChecks.forEach((one, index) => { box(one).checked = state.models.has(index); });
    box(logX).checked = isLogX();
    box(logY).checked = state.logY;
    box(same).checked = state.same;
    logX.hidden = state.axis === "specification";
    same.hidden = state.axis !== "size";
    showStrip();
    main.shown = chart();
    main.show(main.shown);
    showVerdicts();
    const line = state.point === null ? null : { ...data.lines[state.point], index: state.point };
    const view = data.views.find((one) => one.key === state.view && one.hasHistory) ?? data.views[0];
    detailBox.hidden = line === null || state.axis !== "size";
    if (!detailBox.hidden) {
      detail.show({
        title: `Epochs of ${data.models[line.model].name} at ${sizeName(state.size)}: ${view.name}`,
        note: `Means of the runs${view.dashed === undefined || view.dashed === null ? "" : "; test data solid, training subset dashed"}.${stopNote([line])}`,
        series: historySeries([line], state.size, view, "epoch"), x: "epoch", y: view.axis, isLog: true, values: [], marks: stops([line], state.size, "epoch"), hasZero: false,
      });
    }
    showValues(main.shown);
    announce();
  };

  state.step = usualStep(family());
  const isGiven = readAddress();
  section.querySelector(".moves").hidden = steepest < 0;
  section.hidden = false;
  for (const link of document.querySelectorAll("nav li[hidden]")) link.hidden = false;
  show();
  if (isGiven) section.scrollIntoView();
  addEventListener("hashchange", () => { if (readAddress()) update(false); });
  addEventListener("keydown", (event) => { if (event.key === "Escape") hideTip(); });
  addEventListener("scroll", hideTip, { passive: true });
  let width = section.clientWidth;
  new ResizeObserver(() => {
    if (section.clientWidth === width) return;
    width = section.clientWidth;
    update(false);
  }).observe(section);
})();
