import Analysis
import NeuralNetwork
import Reporting
import Study
import TestSupport
import Testing

/// Tables of a study with two models, one size, a varied key and two replicates, worked out by hand.
@Suite struct ResultTableTests {
  private static let scores = [
    "train_loss", "validation_loss", "test_loss", "train_accuracy", "validation_accuracy", "test_accuracy",
  ]

  @Test func fileNamesAreThoseOfTheResultsFolder() {
    #expect(
      ResultTable.allCases.map(\.fileName) == [
        "epochs.tsv", "trials.tsv", "curves.tsv", "gaps.tsv", "verdicts.tsv", "crossovers.tsv", "fits.tsv",
        "drops.tsv", "costs.tsv", "initialisers.tsv", "models.tsv",
        "width-drops.tsv", "choices.tsv", "specifications.tsv", "bias-variance.tsv", "settings.tsv", "dead-neurons.tsv",
      ])
  }

  @Test func trials() {
    let lines = Self.lines(.trials, Self.all)
    #expect(
      lines[0] == [
        "model", "hidden_layers", "parameters", "size", "replicate", "learning_rate", "rule", "threshold", "status",
        "epoch", "stopped_epoch", "updates",
      ] + Self.scores + ["gap", "loss_gap", "seconds"])
    #expect(lines.count == 1 + 4 * 2)
    // The validation loss doubles in epoch 2, so GL stops there and reports epoch 1; the cost is that of two epochs.
    #expect(
      lines[1] == [
        "shallow", "1", "610", "20", "1", "0.1", "generalisation-loss", "5.0", "ok", "1", "2", "10", "0.5", "0.5",
        "0.75", "0.5", "0.5", "0.25", "0.25", "0.25", "0.25",
      ])
    #expect(
      lines[2] == [
        "shallow", "1", "610", "20", "1", "0.1", "none", "", "ok", "2", "2", "10", "0.25", "1.0", "0.75", "0.5", "0.5",
        "0.25", "0.25", "0.5", "0.25",
      ])
    #expect(lines[7].prefix(7) == ["deep", "2", "644", "20", "2", "0.1", "generalisation-loss"])
  }

  @Test func epochs() {
    let lines = Self.lines(.epochs, Self.all)
    #expect(
      lines[0] == [
        "model", "hidden_layers", "parameters", "size", "replicate", "learning_rate", "epoch", "updates",
      ] + Self.scores + ["seconds", "hidden"])
    #expect(lines.count == 1 + 4 * 2)
    #expect(
      lines[2] == [
        "shallow", "1", "610", "20", "1", "0.1", "2", "10", "0.25", "1.0", "0.75", "0.5", "0.5", "0.25", "0.25", "[8]",
      ])
  }

  @Test func withoutValidationItsCellsAreEmpty() {
    let only = [Self.trajectory(0, replicate: 1, accuracy: 0.25, validation: false)]
    let trials = Self.lines(.trials, only)
    #expect(trials[2][12...17] == ["0.25", "", "0.75", "0.5", "", "0.25"])
    #expect(Self.lines(.epochs, only)[1][8...13] == ["0.5", "", "0.75", "0.5", "", "0.25"])
  }

  @Test func divergedTrialsHaveEmptyCells() {
    let trajectories = Self.all.dropLast() + [Self.diverged(1, replicate: 2)]
    let trials = Self.lines(.trials, Array(trajectories))
    #expect(
      trials[7] == ["deep", "2", "644", "20", "2", "0.1", "generalisation-loss", "5.0", "diverged"]
        + Array(repeating: "", count: 12))
    #expect(Self.lines(.epochs, Array(trajectories)).count == 1 + 3 * 2, "no epoch was measured")
    let curves = Self.lines(.curves, Array(trajectories))
    let deep = curves.first { $0[0] == "deep" }
    #expect(deep?[7...10] == ["1", "0", "1", "0"], "n, max_epochs, diverged, at_chance")
  }

  @Test func pointsWithoutAnyMeasurementAreEmptyButCounted() {
    let trajectories = [Self.diverged(0, replicate: 1), Self.diverged(0, replicate: 2)]
    for name in [ResultTable.curves, .gaps] {
      let lines = Self.lines(name, trajectories)
      #expect(lines[1][7...10] == ["0", "0", "2", "0"])
      #expect(lines[1].dropFirst(11).allSatisfy { $0.isEmpty })
    }
  }

  /// Of runs that were imported no limits of chance are known, and of models perhaps their depth but not their widths. What is
  /// not known is an empty cell, and no zero.
  @Test func whatIsNotKnownIsEmpty() throws {
    let known = Self.all
    let unknown = known.map { trajectory in
      var trajectory = trajectory
      let depth = trajectory.configuration.depth
      trajectory.configuration.hidden = nil
      trajectory.configuration.recorded = RecordedLearner(.network, depth: depth)
      trajectory.chance = .unknown
      return trajectory
    }
    for name in ResultTable.allCases {
      let (lines, others) = (Self.lines(name, known), Self.lines(name, unknown))
      let header = lines.first ?? []
      for column in header.indices where header[column].hasSuffix("at_chance") && others.count > 1 {
        #expect(lines.dropFirst().allSatisfy { $0[column] == "0" }, "\(name)")
        #expect(others.dropFirst().allSatisfy { $0[column].isEmpty }, "\(name)")
      }
      if let depth = header.firstIndex(of: "hidden_layers"), others.count > 1 {
        #expect(others.map { $0[depth] } == lines.map { $0[depth] }, "\(name)")
      }
    }
    #expect(Self.lines(.curves, unknown).count > 1 && Self.lines(.verdicts, unknown).count > 1)
    // Runs of which it is not known are none of those that are counted.
    let mixed = StudyResults(
      study: Self.study,
      trajectories: known.filter { $0.configuration.model == "deep" }
        + unknown.filter { $0.configuration.model == "shallow" })
    for comparison in StudyAnalysis(mixed).comparisons {
      #expect([comparison.firstRuns.atChance, comparison.secondRuns.atChance] == [0, nil])
    }
  }

  private static let leading = [
    "model", "hidden_layers", "parameters", "learning_rate", "rule", "threshold", "size", "n", "max_epochs", "diverged",
    "at_chance",
  ]

  private static func withInterval(_ names: [String]) -> [String] {
    names.flatMap { [$0, "\($0)_low", "\($0)_high"] }
  }

  /// Two replicates have no interval; of three it runs from the smallest value to the largest.
  @Test func curves() {
    let lines = Self.lines(.curves, Self.all)
    let measures =
      Self.scores + ["gap", "loss_gap", "epoch", "stopped_epoch", "updates", "seconds", "overfitting", "shift"]
    #expect(lines[0] == Self.leading + Self.withInterval(measures))
    #expect(lines.count == 1 + 2 * 2)
    #expect(
      lines[1] == [
        "shallow", "1", "610", "0.1", "generalisation-loss", "5.0", "20", "2", "0", "0", "0",
      ]
        + [
          "0.5", "0.5", "0.75", "0.625", "0.5", "0.375", "0.25", "0.25", "1.0", "2.0", "10.0", "0.25", "0.125", "0.125",
        ].flatMap {
          [$0, "", ""]
        })
    let three = Self.all + [Self.trajectory(0, replicate: 3, accuracy: 0.375)]
    let place = lines[0].firstIndex(of: "test_accuracy") ?? 0
    #expect(Self.lines(.curves, three, replicates: 3)[1][place...place + 2] == ["0.375", "0.25", "0.5"])
  }

  /// Train 0.625, validation 0.5, test 0.375.
  @Test func gaps() {
    let lines = Self.lines(.gaps, Self.all)
    #expect(
      lines[0] == Self.leading + ["train_accuracy", "test_accuracy"]
        + Self.withInterval(["gap", "loss_gap", "overfitting", "shift"]))
    #expect(
      lines[1] == [
        "shallow", "1", "610", "0.1", "generalisation-loss", "5.0", "20", "2", "0", "0", "0", "0.625", "0.375", "0.25",
        "", "", "0.25", "", "", "0.125", "", "", "0.125", "", "",
      ])
  }

  /// Deep − shallow is 0.25 and 0.125: the whole interval is above zero, but two pairs decide nothing and have no interval.
  @Test func verdicts() {
    let lines = Self.lines(.verdicts, Self.all)
    #expect(
      lines[0] == [
        "first", "second", "differs", "model", "size", "learning_rate", "rule", "threshold", "pairs", "difference",
        "low",
        "high",
        "p", "p_corrected", "verdict", "first_diverged", "second_diverged", "first_at_chance", "second_at_chance",
        "p_against_first_model", "verdict_against_first_model", "gap_difference", "gap_difference_low",
        "gap_difference_high", "simultaneous_low", "simultaneous_high", "detectable", "first_ahead", "second_ahead",
        "p_sign", "pairing", "first_runs", "second_runs",
      ])
    #expect(lines.count == 1 + 2)
    #expect(
      lines[1] == [
        "deep", "shallow", "depth", "", "20", "0.1", "generalisation-loss", "5.0", "2", "0.1875", "", "", "0.5", "0.5",
        "undecided", "0", "0", "0", "0", "0.5", "undecided", "0.0", "", "", "", "", "", "2", "0", "0.5", "paired", "2",
        "2",
      ])
    #expect(lines[2][6...7] == ["none", ""])
  }

  @Test func aSinglePairHasNoInterval() {
    let lines = Self.lines(.verdicts, Array(Self.all.dropLast()))
    #expect(lines[1][8...12] == ["1", "0.25", "", "", "1.0"])
    #expect(lines[1][14...18] == ["undecided", "0", "0", "0", "0"])
    // A run that diverged counts as 0, here against 0.25; its gap was not measured.
    let lost = Self.lines(.verdicts, [Self.all[0], Self.diverged(1, replicate: 1)])
    #expect(lost[1][8...18] == ["1", "-0.25", "", "", "1.0", "1.0", "undecided", "1", "0", "0", "0"])
    #expect(lost[1][21...23] == ["", "", ""] && lost[1].suffix(6) == ["0", "1", "1.0", "paired", "1", "1"])
  }

  /// Deep − shallow is −0.25 at 20 and 0.125 at 80: on log n it is zero two thirds of the way, at 20·4^(2/3).
  @Test func crossovers() throws {
    let trajectories = [1, 2, 3].flatMap { replicate in
      [(0, 20, 0.5), (1, 20, 0.25), (0, 80, 0.5), (1, 80, 0.625)].map { model, size, accuracy in
        var result = Self.trajectory(model, replicate: replicate, accuracy: accuracy)
        result.configuration.size = size
        return result
      }
    }
    let lines = Self.lines(.crossovers, trajectories, replicates: 3)
    #expect(
      lines[0] == [
        "first", "second", "differs", "model", "learning_rate", "rule", "threshold", "pairs", "smallest_size",
        "largest_size",
        "leader", "n", "n_low", "n_high", "below_smallest", "above_largest", "no_crossing", "several",
        "decided_before", "decided_from", "average_difference", "average_difference_low", "average_difference_high",
        "p_average", "p_average_corrected", "pairing",
      ])
    #expect(
      lines[1][..<11] == ["deep", "shallow", "depth", "", "0.1", "generalisation-loss", "5.0", "3", "20", "80", "deep"])
    for cell in lines[1][11...13] { #expect(try abs(#require(Double(cell)) - 50.3968419957949) < 1e-9) }
    #expect(lines[1][14...19] == ["0.0", "0.0", "0.0", "0.0", "", ""])
    // (−0.25 + 0.125) / 2 in all three replicates, which have one sign by chance in one of four studies.
    #expect(lines[1].suffix(6) == ["-0.0625", "-0.0625", "-0.0625", "0.25", "0.25", "paired"])
    // Two pairs have no interval.
    let two = Self.lines(.crossovers, trajectories.filter { $0.replicate < 3 })
    #expect(two[1][7] == "2" && two[1][11] != "" && two[1][12...13] == ["", ""])
    // One size has no crossover.
    #expect(Self.lines(.crossovers, Self.all).count == 1)
  }

  /// Errors of 0.1 + 2/n: a power law with an asymptote at 90 %, predicted exactly from the sizes up to 160.
  private static let falling = falling(sizes: [20, 40, 80, 160, 320], replicates: 2)

  private static func falling(sizes: [Int], replicates: Int) -> [TrajectoryResult] {
    (1...replicates).flatMap { replicate in
      sizes.map { size in
        var result = trajectory(0, replicate: replicate, accuracy: 0.9 - 2 / Double(size))
        result.configuration.size = size
        return result
      }
    }
  }

  @Test func fits() throws {
    let lines = Self.lines(.fits, Self.falling)
    #expect(
      lines[0] == [
        "model", "hidden_layers", "parameters", "learning_rate", "rule", "threshold", "n", "sizes", "held_out",
        "family", "residual_sd", "reduced_chi_squared", "hold_out_error", "flat_hold_out_error", "back_tests",
        "back_test_error", "best", "asymptote", "asymptote_low", "asymptote_high", "a", "b", "c", "s", "d",
      ])
    // Four sizes are kept, which families of four parameters cannot be fitted to.
    #expect(lines.count == 1 + 2 * 2)
    #expect(
      lines[1][..<10] == ["shallow", "1", "610", "0.1", "generalisation-loss", "5.0", "2", "5", "1", "power-law"])
    // Replicates that are all alike have no variance, and of five sizes none leaves enough for a back-test.
    #expect(lines[1][11] == "" && lines[1][14...16] == ["0", "", "yes"] && lines[2][16] == "no")
    for (column, expected) in [(10, 0), (17, 0.9), (20, 0.1), (21, 2), (22, 1)] {
      #expect(try abs(#require(Double(lines[1][column])) - expected) < 1e-4)
    }
    // 2/160 − 2/320.
    #expect(try abs(#require(Double(lines[1][13])) - 0.00625) < 1e-12)
    #expect(Self.lines(.fits, Self.all).count == 1)
  }

  @Test func samplesNeeded() throws {
    // Eight sizes, so that three of them have larger ones to be tested on, and three replicates, as two have no interval.
    let trajectories = Self.falling(sizes: (0..<8).map { 20 << $0 }, replicates: 3)
    func row(_ target: Double) throws -> [Table.Cell] {
      var study = Self.study
      study.replicates = 3
      let results = StudyResults(study: study, trajectories: trajectories)
      let table = DataNeedsTable.table(StudyAnalysis(results), target: target)
      #expect(
        table.columns.map(\.name).suffix(10) == [
          "answer", "samples", "samples_low", "samples_high", "below_again", "largest_size", "family", "factor",
          "back_test_factor", "diverged",
        ])
      return Array(try #require(table.rows.first).suffix(10))
    }
    let inside = try row(0.85)
    #expect(
      inside[0] == .text("reached")
        && inside[4...] == [.missing, .integer(2560), .missing, .missing, .missing, .integer(0)])
    let beyond = try row(0.9 - 2.0 / 3200)
    #expect(beyond[0] == .text("extrapolated") && beyond[6] == .text("power-law"))
    guard case .number(let measured) = inside[1], case .number(let fitted) = beyond[1],
      case .number(let factor) = beyond[7], case .number(let backTest) = beyond[8]
    else {
      Issue.record("no number")
      return
    }
    #expect(abs(measured - 40) < 1e-9)
    #expect(abs(fitted - 3200) < 8 && abs(factor - 1.25) < 0.01 && abs(backTest - 1) < 0.01)
    #expect(try row(0.95)[...3] == [.text("more than the largest size"), .missing, .number(2560), .missing])
  }

  /// GL stops after both epochs and reports the first; no stopping is the reference, as both train as long.
  @Test func costs() {
    let lines = Self.lines(.costs, Self.all)
    #expect(
      lines[0] == [
        "model", "learning_rate", "size", "rule", "threshold", "against", "against_threshold", "pairs", "diverged",
        "accuracy_difference", "accuracy_difference_low", "accuracy_difference_high", "updates_share",
        "updates_share_low", "updates_share_high",
      ])
    #expect(
      lines[1] == [
        "shallow", "0.1", "20", "generalisation-loss", "5.0", "none", "", "2", "0", "0.0", "", "", "1.0", "", "",
      ])
  }

  /// Six replicates that fall from 0.75 to 0.5: p = 2/2⁶, whatever else is compared.
  @Test func drops() {
    let trajectories = (1...6).flatMap { replicate in
      [(20, 0.75), (40, 0.5)].map { size, accuracy in
        var result = Self.trajectory(0, replicate: replicate, accuracy: accuracy)
        result.configuration.size = size
        return result
      }
    }
    var study = Self.study
    study.replicates = 6
    let results = StudyResults(study: study, trajectories: trajectories)
    let table = ResultTable.drops.table(results, StudyAnalysis(results))
    #expect(
      table.columns.map(\.name) == [
        "model", "learning_rate", "rule", "threshold", "from_size", "to_size", "change", "change_low", "change_high",
        "p_corrected", "recovery_size",
      ])
    #expect(
      table.rows.first == [
        .text("shallow"), .text("0.1"), .text("generalisation-loss"), .number(5), .integer(20), .integer(40),
        .number(-0.25), .number(-0.25), .number(-0.25), .number(1 / 32.0), .missing,
      ])
  }

  @Test func nothingFinishedGivesHeadersOnly() {
    for name in ResultTable.allCases { #expect(Self.lines(name, []).count == 1) }
  }

  @Test func theOverviewHasAccuracyAndGapWithTheirIntervals() {
    // A third replicate in the middle of the two, which alone have no intervals.
    let third = [(0, 0.375), (1, 0.5625)].map { Self.trajectory($0, replicate: 3, accuracy: $1) }
    var study = Self.study
    study.replicates = 3
    let analysis = StudyAnalysis(StudyResults(study: study, trajectories: Self.all + third))
    let (table, leftOut) = ScreenTable.overview(analysis)
    #expect(leftOut == nil)
    let lines = TableFormat.table.write(table, width: 100).split(separator: "\n").map(String.init)
    #expect(lines[2].contains("37.50 [25.00, 50.00]") && lines[2].hasSuffix("+25.00 [+25.00, +25.00]"))
    #expect(lines[4].contains("56.25 [50.00, 62.50]"))
  }

  /// Of four rows those of the rule that trains longest, then of these the better one on test data.
  @Test func theOverviewSaysWhatItLeavesOut() {
    let analysis = StudyAnalysis(StudyResults(study: Self.study, trajectories: Self.all))
    let (rules, first) = ScreenTable.overview(analysis, maximumRows: 3)
    #expect(rules.rows.count == 2 && rules.index(of: "rule") == nil)
    #expect(first == "Shown under no stopping, which trains longest, of 2 rules and thresholds")
    let (best, second) = ScreenTable.overview(analysis, maximumRows: 1)
    #expect(best.rows.map { $0[0] } == [.text("deep")])
    #expect(second?.hasSuffix(", the best 1 of 2 on test data") == true)
  }
}
