public import Analysis
public import NeuralNetwork
import Study

/// Tables reduced to what fits a screen.
public enum ScreenTable {
  /// Returns the first metric on test data and the gap of each model, size and rule, with intervals.
  ///
  /// With more than `maximumRows` rows, it leaves out all rules except the one that trains longest, then all sizes except
  /// the largest, then the rows that are worst on test data; `leftOut` says so, and is nil if nothing is missing.
  public static func overview(_ analysis: StudyAnalysis, maximumRows: Int = .max) -> (table: Table, leftOut: String?) {
    let metric = analysis.study.metric
    var points = distinct(analysis.curves)
    var leftOut: [String] = []
    let rules = analysis.study.stopping.flatMap(\.rules)
    let longest = analysis.longestRule
    if points.count > maximumRows, rules.count > 1, let longest {
      points = points.filter { $0.key.rule == longest }
      leftOut.append("under \(longest.inWords), \(longest.wordsAsLongest), of \(rules.count) rules and thresholds")
    }
    if points.count > maximumRows, let largest = points.map(\.size).max(), points.contains(where: { $0.size < largest })
    {
      points = points.filter { $0.size == largest }
      leftOut.append("at the largest size")
    }
    if points.count > maximumRows {
      leftOut.append("the best \(maximumRows) of \(points.count) on test data")
      let best = points.indices.sorted { first, second in
        func goodness(_ index: Int) -> Double {
          points[index][.test(metric)].map { metric.sign * $0.mean } ?? -.infinity
        }
        return (goodness(first), -first) > (goodness(second), -second)
      }
      points = best.prefix(maximumRows).map { points[$0] }
    }
    let showsRules = Set(points.map(\.key.rule)).count > 1
    let hasDiverged = points.contains { $0.diverged > 0 }
    let table = Table(points) {
      RowColumn("model", \.key.model)
      // A model that is no network has no settings of training.
      RowColumn.varied(analysis.study, \.key.ownVaried)
      if showsRules { RowColumn("rule", \.key.rule.inWords) }
      RowColumn("size", \.size)
      if hasDiverged {
        RowColumn("n", \.count)
        RowColumn("diverged", \.diverged)
      }
      [Measure.test(metric), .gap(metric)].flatMap(RowColumn.interval)
    }
    return (table, leftOut.isEmpty ? nil : "Shown " + leftOut.joined(separator: ", "))
  }

  /// The points; a model that no setting affects has one for all settings.
  private static func distinct(_ points: [CurvePoint]) -> [CurvePoint] {
    var seen: [CurveKey: Set<Int>] = [:]
    return points.filter { seen[$0.key.effective, default: []].insert($0.size).inserted }
  }

  /// Returns a table for a terminal of `width` columns, with the columns shown by default and a line that lists the
  /// others. `metrics` are those of the study.
  public static func text(_ table: Table, _ name: ResultTable, metrics: [Metric], width: Int) -> String {
    let usual = usual(table, name, metrics)
    let shown = Set(usual.columns.map(\.name))
    let others = table.columns.map(\.name).filter { name in
      !shown.contains(name)
        && !["_low", "_high"].contains { end in
          name.hasSuffix(end) && !shown.contains(String(name.dropLast(end.count)))
        }
    }
    let text = TableFormat.table.write(usual, width: width)
    if others.isEmpty { return text }
    return text
      + "\n"
      + ("Not shown: \(others.joined(separator: ", ")). See them with --columns NAME,… or --columns all.")
      .wrapped(to: width) + "\n"
  }

  /// The columns of a cut table that a terminal shows: without descriptions of the models, details of tests, and counts
  /// that are zero or not known.
  private static func usual(_ table: Table, _ name: ResultTable, _ metrics: [Metric]) -> Table {
    let table = cut(table, name, metrics: metrics)
    let details: Set<String> =
      switch name {
      case .curves, .gaps: ["hidden_layers", "parameters", "structure"]
      case .verdicts:
        [
          "p", "p_against_first_model", "verdict_against_first_model", "gap_difference", "gap_difference_low",
          "gap_difference_high",
        ]
      default: []
      }
    let idle = table.columns.indices.filter { index in
      ["max_epochs", "diverged", "at_chance"].contains { table.columns[index].name.hasSuffix($0) }
        && table.rows.allSatisfy { [.integer(0), .missing].contains($0[index]) }
    }
    // Single results that were recorded elsewhere have no epochs.
    let lacksEpochs =
      table.index(of: Measure.stoppedEpoch.name).map { index in table.rows.allSatisfy { $0[index] == .missing } }
      ?? false
    // Where all contrasts are of models, their names say how they differ.
    let isOfModels = table.index(of: "model").map { index in table.rows.allSatisfy { $0[index] == .missing } } ?? false
    return table.without(
      details.union(idle.map { table.columns[$0].name }).union(isOfModels ? ["differs", "model"] : [])
        .union(lacksEpochs ? Set(RowColumn.interval(.stoppedEpoch).map(\.heading.name)) : []))
  }

  /// Returns a table with what fits a screen: of the curves, the first metric on test and training data and the stop
  /// epoch; of the crossovers, where they are; of the fits, the best. `metrics` are those of the study.
  public static func cut(_ table: Table, _ name: ResultTable, metrics: [Metric]) -> Table {
    switch name {
    case .curves:
      let leading = metrics.prefix(1).flatMap { [Measure.test($0), .train($0)] }
      let shown = (leading + [.stoppedEpoch]).flatMap(RowColumn.interval).map(\.heading.name)
      let measured = Set(Measure.all(metrics).flatMap(RowColumn.interval).map(\.heading.name)).subtracting(shown)
      return table.without(measured)
    case .crossovers:
      return table.without(["smallest_size", "largest_size", "below_smallest", "above_largest"])
    case .fits:
      let best = table.index(of: "best")
      var cut = table
      cut.rows = table.rows.filter { row in best.map { row[$0] == .text("yes") } ?? true }
      return cut.without(["hidden_layers", "parameters", "structure", "n", "best", "flat_hold_out_error"])
    default:
      return table
    }
  }
}
