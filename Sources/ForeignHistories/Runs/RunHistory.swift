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

  func hasLoss(_ entry: Entry) -> Bool { losses.contains { $0.map(entry.has) ?? false } }
}

extension RunHistory {
  /// Takes off what is no epoch of training: an evaluation before the first, and one on test data after the last, unless nothing
  /// stands in for test data.
  mutating func trim(
    _ parts: PartPlaces, hasValidation: Bool, unit: String,
    remark: (_ kind: String, _ origin: RowReference, _ text: String) -> Void
  ) {
    guard entries.count > 1 else { return }
    if let first = entries.first, first.time == 0, !parts.has(.train, first), parts.has(.train, entries[1]) {
      remark("evaluations", first.origin, "\(unit) 0 has no training values and is passed over, as before training")
      entries.removeFirst()
    }
    let earlier = entries.dropLast()
    if hasValidation, let last = entries.last, parts.has(.test, last),
      !earlier.contains(where: { parts.has(.test, $0) })
    {
      if !parts.has(.train, last), !parts.has(.validation, last) {
        remark(
          "test values", last.origin,
          "test values after the last \(unit) are passed over; histories need them after each"
        )
        entries.removeLast()
      }
    }
  }

  /// Cuts the history before the epoch in which a loss, or without losses the metric at `leading`, stopped being finite, or
  /// else a metric that was measured then.
  ///
  /// - Parameter measured: the times at which any run has a value of a metric, by its place.
  mutating func cutDivergence(
    _ parts: PartPlaces, leading: Int?, measured: [Int: Set<Double>], unit: String, names: (Int) -> String,
    remark: (_ kind: String, _ origin: RowReference, _ text: String) -> Void
  ) {
    let losses = parts.allLosses.filter { place in entries.contains { $0.has(place) } }
    let deciding = losses.isEmpty ? [leading].compactMap(\.self) : losses
    let scores = measured.filter { !deciding.contains($0.key) && !hasRests($0.key) }
    func isLost(_ entry: Entry, _ place: Int) -> Bool {
      entry.notFinite.contains(place)
        && (deciding.contains(place) || scores[place]?.contains(entry.time ?? 0) ?? false)
    }
    let places = deciding + scores.keys.sorted()
    let end = entries.firstIndex { entry in places.contains { isLost(entry, $0) } }
    guard let end, let place = places.first(where: { isLost(entries[end], $0) }) else { return }
    let rest = entries.count - end - 1
    remark(
      "diverged runs", entries[end].origin(of: place),
      "\(names(place)) is no finite number, so the run diverged"
        + (entries[end].time.map { " \(unit == "epoch" ? "in" : "at") \(unit) \(shown($0))" } ?? "")
        + (rest > 0 ? "; \(counted(rest, "later \(unit)")) of it \(rest == 1 ? "is" : "are") passed over" : ""))
    entries.removeSubrange(end...)
    diverged = true
  }

  /// Whether what is at `place` was measured at equal steps of several epochs, with what is no number between.
  private func hasRests(_ place: Int) -> Bool {
    let measured = entries.indices.filter { !entries[$0].values[place].isNaN }
    let steps = Set(zip(measured, measured.dropFirst()).map { $1 - $0 })
    return measured.count > 2 && steps.count == 1 && steps != [1]
  }

  /// Cuts a history that has not diverged before the epoch from which on no loss is there any more, nor anything at
  /// `leading`, as in an export that was cut off; returns the name of the loss and that epoch, or nil if nothing is cut. Where
  /// earlier epochs have no loss either, it was not logged for each, and nothing ends with it.
  mutating func cutEmptyEnd(
    _ parts: PartPlaces, without leading: Int?, names: (Int) -> String
  ) -> (loss: String, entry: Entry)? {
    let losses = parts.allLosses.filter { place in entries.contains { $0.has(place) } }
    guard !diverged, !losses.isEmpty,
      let last = entries.lastIndex(where: { parts.hasLoss($0) || leading.map($0.has) ?? false }),
      last + 1 < entries.count, entries[...last].allSatisfy(parts.hasLoss)
    else { return nil }
    let first = entries[last + 1]
    entries.removeSubrange((last + 1)...)
    return (names(losses[0]), first)
  }
}

/// How the times of runs are counted as epochs 1, 2, ….
struct EpochCount: Hashable {
  /// The time of the first epoch.
  var start: Double
  /// The time from one to the next.
  var step: Double

  /// Finds how most runs count: from 0 or 1 by ones, or by equal steps that are the same in most.
  init(_ histories: [RunHistory]) {
    let runs = histories.map { $0.entries.compactMap(\.time) }.filter { !$0.isEmpty }
    let zeros = runs.count { $0[0] == 0 }
    self.init(start: zeros > 0 && zeros >= runs.count { $0[0] == 1 } ? 0 : 1, step: 1)
    var best = fit(to: runs)
    for grid in Self.grids(of: runs) {
      let fit = grid.fit(to: runs)
      // Of two epochs only, such as 1 and 3, one is more likely to be missing.
      guard grid.start == 0 || grid.start == grid.step || fit.longest > 2, 2 * fit.runs > runs.count else { continue }
      if (fit.whole, fit.runs) > (best.whole, best.runs) { (self, best) = (grid, fit) }
    }
  }

  private init(start: Double, step: Double) { (self.start, self.step) = (start, step) }

  /// The most grids that are tried.
  private static let mostGrids = 8

  /// The equal steps, other than by one, with which most runs begin, each from the first time of any run that lies on them.
  private static func grids(of runs: [[Double]]) -> [EpochCount] {
    var counts: [EpochCount: Int] = [:]
    for run in runs where run.count > 1 && run[1] - run[0] != 1 {
      counts[EpochCount(start: run[0], step: run[1] - run[0]), default: 0] += 1
    }
    let firsts = Set(runs.map { $0[0] }).sorted()
    return counts.sorted { ($1.value, $0.key.start, $0.key.step) < ($0.value, $1.key.start, $1.key.step) }
      .prefix(mostGrids).map { grid, _ in
        firsts.lazy.map { EpochCount(start: $0, step: grid.step) }.first { $0.number(grid.start) != nil } ?? grid
      }
  }

  /// How many runs have no other epochs than these, how many of them have all up to their last, and the most epochs of one.
  private func fit(to runs: [[Double]]) -> (runs: Int, whole: Int, longest: Int) {
    let numbers = runs.compactMap { run in
      let numbers = run.compactMap(number)
      return numbers.count == run.count ? numbers : nil
    }
    return (
      numbers.count, numbers.count { $0.elementsEqual(1...$0.count) }, numbers.map(\.count).max() ?? 0
    )
  }

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

  /// What to say of it, where times are of a `unit`; nil if the times are epochs as they are.
  func note(_ unit: String) -> String? {
    if isPlain { return nil }
    if step == 1 && start == 0 {
      return "\(unit == "epoch" ? "Epochs" : "Steps") are counted from 0; they are 1, 2, … here."
    }
    return "\(unit)s \(times) are counted as 1, 2, 3, …"
  }

  /// The first times that are epochs.
  var times: String { "\(shown(start)), \(shown(start + step)), \(shown(start + 2 * step)), …" }
}
