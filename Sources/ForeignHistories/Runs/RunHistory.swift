import NeuralNetwork

/// The entries of one run on their way to a history.
struct RunHistory {
  var run: RunRows
  var entries: [Entry]
  var diverged = false
}

/// Where the slots of each part stand in entries.
struct PartPlaces {
  private let places: [[Int]]
  private let losses: [Int?]

  init(_ cells: MeasuredCells) {
    places = Part.allCases.map { part in cells.slots.indices.filter { cells.slots[$0].part == part } }
    losses = Part.allCases.map { cells.placeIfUsed(MeasuredCells.Slot($0, nil)) }
  }

  func has(_ part: Part, _ entry: Entry) -> Bool { places[part.rawValue].contains { entry.has($0) } }

  /// The places of the losses, those of training data first.
  var allLosses: [Int] { losses.compactMap(\.self) }
}

extension RunHistory {
  /// Takes off what is no epoch of training: an evaluation before the first, and one on test data after the last, unless nothing
  /// stands in for test data.
  mutating func trim(
    _ parts: PartPlaces, hasValidation: Bool, remark: (_ kind: String, _ origin: RowReference, _ text: String) -> Void
  ) {
    guard entries.count > 1 else { return }
    if let first = entries.first, first.time == 0, !parts.has(.train, first), parts.has(.train, entries[1]) {
      remark("evaluations", first.origin, "epoch 0 has no training values and is passed over, as before training")
      entries.removeFirst()
    }
    let earlier = entries.dropLast()
    if hasValidation, let last = entries.last, parts.has(.test, last),
      !earlier.contains(where: { parts.has(.test, $0) })
    {
      if !parts.has(.train, last), !parts.has(.validation, last) {
        remark(
          "test values", last.origin, "test values after the last epoch are passed over; histories need them after each"
        )
        entries.removeLast()
      }
    }
  }

  /// Cuts the history before the epoch in which a loss, or without losses the metric at `leading`, stopped being finite.
  mutating func cutDivergence(
    _ parts: PartPlaces, leading: Int?, names: (Int) -> String,
    remark: (_ kind: String, _ origin: RowReference, _ text: String) -> Void
  ) {
    let losses = parts.allLosses.filter { place in entries.contains { $0.has(place) } }
    let deciding = losses.isEmpty ? [leading].compactMap(\.self) : losses
    let end = entries.firstIndex { entry in deciding.contains { entry.notFinite.contains($0) } }
    let what = end.flatMap { end in deciding.first { entries[end].notFinite.contains($0) } }.map {
      "\(names($0)) is no finite number"
    }
    guard let end, let what else { return }
    let rest = entries.count - end - 1
    remark(
      "diverged runs", entries[end].origin,
      "\(what), so the run diverged\(entries[end].time.map { " in epoch \(shown($0))" } ?? "")"
        + (rest > 0 ? "; \(counted(rest, "later epoch")) of it \(rest == 1 ? "is" : "are") passed over" : ""))
    entries.removeSubrange(end...)
    diverged = true
  }

  /// Cuts a history that has not diverged before the epoch from which on no loss is there any more, as in an export that
  /// was cut off; returns the name of the loss and that epoch, or nil if nothing is cut.
  mutating func cutEmptyEnd(_ parts: PartPlaces, names: (Int) -> String) -> (loss: String, entry: Entry)? {
    let losses = parts.allLosses.filter { place in entries.contains { $0.has(place) } }
    guard !diverged, let last = entries.lastIndex(where: { entry in losses.contains { entry.has($0) } }),
      last + 1 < entries.count
    else { return nil }
    let first = entries[last + 1]
    entries.removeSubrange((last + 1)...)
    return (names(losses[0]), first)
  }
}

/// How the times of runs are counted as epochs 1, 2, ….
struct EpochCount {
  /// The time of the first epoch.
  var start: Double
  /// The time from one to the next.
  var step: Double

  /// Finds how all runs count: from 0 or 1 by ones, or by equal steps that are the same in all.
  init(_ histories: [RunHistory]) {
    let runs = histories.map { $0.entries.compactMap(\.time) }.filter { !$0.isEmpty }
    let first = runs.compactMap(\.first).min() ?? 1
    (start, step) = (first == 0 ? 0 : 1, 1)
    guard let gap = runs.first(where: { $0.count > 1 && $0[0] == first }).map({ $0[1] - $0[0] }), gap != 1 else {
      return
    }
    let grid = EpochCount(start: first, step: gap)
    // Of two epochs only, such as 1 and 3, one is more likely to be missing.
    guard first == 0 || first == gap || runs.contains(where: { $0.count > 2 }) else { return }
    if runs.allSatisfy({ $0.allSatisfy { grid.number($0) != nil } }) { self = grid }
  }

  private init(start: Double, step: Double) { (self.start, self.step) = (start, step) }

  /// Whether the times are epochs as they are.
  var isPlain: Bool { step == 1 && start == 1 }

  /// The number of the epoch at `time`, from 1; nil if there is none.
  func number(_ time: Double) -> Int? {
    let steps = (time - start) / step
    let whole = steps.rounded()
    return whole >= 0 && whole < 1e9 && abs(steps - whole) < 1e-6 ? Int(whole) + 1 : nil
  }

  /// The first of entries that is not the one with its index in its history, as others are missing before it.
  func hole(in entries: [Entry]) -> Int? {
    entries.indices.first { number(entries[$0].time ?? 1) != $0 + 1 }
  }

  /// Whether `times` are counted by equal steps, from the first step or from 0.
  static func areEven(_ times: some Collection<Double>) -> Bool {
    guard let first = times.first, let second = times.dropFirst().first else { return false }
    let step = second - first
    return (first == 0 || first == step) && zip(times, times.dropFirst()).allSatisfy { $1 - $0 == step }
  }

  /// What to say of it; nil if the times are epochs as they are.
  var note: String? {
    if isPlain { return nil }
    if step == 1 && start == 0 { return "Epochs are counted from 0; they are 1, 2, … here." }
    return "epochs \(shown(start)), \(shown(start + step)), \(shown(start + 2 * step)), … are counted as 1, 2, 3, …"
  }
}
