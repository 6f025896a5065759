import ForeignHistories
import NeuralNetwork
import TestSupport
import Testing

/// Runs that were lost are told and count, as no model may win without its bad runs.
@Suite struct LostRunsTests {
  private func files(_ header: String, _ rows: [String]) throws -> ForeignFiles {
    try ForeignFiles(["h.csv": table("model,size,seed,\(header)", rows)])
  }

  // MARK: Failures

  /// Runs that failed and left no value diverged; MLflow and others name them.
  @Test(arguments: ["FAILED", "crashed", "Killed"]) func failuresWithoutValues(state: String) throws {
    let rows = (0..<6).flatMap { seed in
      ["shallow,100,\(seed),finished,0.8", "deep,100,\(seed),\(seed < 2 ? "\(state)," : "finished,0.85")"]
    }
    let files = try files("status,test_accuracy", rows)
    let histories = try files.read()
    #expect(histories.runs.count == 12 && histories.settings.isEmpty)
    let lost = histories.runs.filter(\.diverged)
    #expect(lost.map(\.replicate) == ["0", "1"] && lost.allSatisfy { $0.model == "deep" && $0.history.isEmpty })
    #expect(
      files.remarks(histories).sorted()
        == [0, 1].map {
          "h.csv:\($0 * 2 + 3): 'status' is '\(state)', and the run has no test_accuracy, so that it counts as one that "
            + "diverged (model deep, size 100, seed \($0))"
        })
    let rest = try files.read { $0.ignored = ["status"] }
    #expect(rest.runs.count == 10 && !rest.runs.contains(where: \.diverged))
  }

  /// A run that failed after some of its epochs is taken as it is, which is said of no other.
  @Test func failuresWithValues() throws {
    var rows: [String] = []
    for seed in 1...4 {
      for epoch in 1...3 {
        let hasValue = seed > 2 || seed == 1 && epoch < 3
        let state = seed < 3 ? "failed" : "finished"
        if hasValue || seed == 2 { rows.append("a,100,\(seed),\(epoch),\(state),\(hasValue ? "0.\(epoch + 4)" : "")") }
      }
    }
    let files = try files("epoch,state,test_accuracy", rows)
    let histories = try files.read()
    #expect(histories.runs.map(\.diverged) == [false, true, false, false])
    #expect(histories.runs.map(\.history.count) == [2, 0, 3, 3])
    let remarks = files.remarks(histories)
    #expect(remarks.contains { $0.hasPrefix("h.csv:2: 'state' is 'failed', as in 1 of 4 runs, which are taken as") })
    #expect(remarks.contains { $0.hasPrefix("h.csv:4: 'state' is 'failed', and the run has no test_accuracy, so") })
    #expect(!remarks.contains { $0.contains("passed over") }, "\(remarks)")
  }

  // MARK: Scores that are no numbers

  /// Where a score is no number and others have one, the run diverged there, whatever its losses say.
  @Test(arguments: ["train_loss,test_accuracy", "train_loss,val_accuracy", "train_accuracy,test_accuracy"])
  func scoresThatAreNone(header: String) throws {
    let rows = (0..<6).flatMap { seed in
      ["a", "b"].flatMap { model in
        (1...3).map { epoch in
          let isLost = model == "b" && seed < 3 && epoch == 2
          return "\(model),100,\(seed),\(epoch),0.5,\(isLost ? ["nan", "inf", "-inf"][seed] : "0.\(epoch + 3)")"
        }
      }
    }
    let files = try files("epoch,\(header)", rows)
    let histories = try files.read()
    #expect(histories.runs.count == 12)
    for run in histories.runs {
      let isLost = run.model == "b" && ["0", "1", "2"].contains(run.replicate)
      #expect(run.diverged == isLost && run.history.count == (isLost ? 1 : 3))
    }
    let score = header.split(separator: ",")[1].replacing("val_", with: "validation_")
    #expect(
      files.remarks(histories).contains(
        "h.csv:6: \(score) is no finite number, so the run diverged in epoch 2; 1 later epoch of it is passed over (model b, "
          + "size 100, seed 0)"), "\(files.remarks(histories))")
  }

  /// A score of validation data says the same where test data have numbers.
  @Test func scoresOfValidationData() throws {
    let rows = (1...3).flatMap { seed in
      (1...3).map { "a,100,\(seed),\($0),\(seed == 2 && $0 == 3 ? "nan" : "0.5"),0.6" }
    }
    let histories = try files("epoch,val_accuracy,test_accuracy", rows).read()
    #expect(histories.runs.map(\.diverged) == [false, true, false] && histories.runs[1].history.count == 2)
  }

  /// Epochs in which nothing was measured, written as nan as pandas does if asked, are no divergence.
  @Test(arguments: [0, 1]) func scoresOfSomeEpochs(rest: Int) throws {
    let rows = (1...3).flatMap { seed in
      (1...8).map { "a,100,\(seed),\($0),0.5,\($0 % 2 == rest ? "0.\($0)" : "nan")" }
    }
    let histories = try files("epoch,train_loss,test_accuracy", rows).read()
    #expect(!histories.runs.contains(where: \.diverged) && histories.runs.allSatisfy { $0.history.count == 4 })
    // Nor in one model only, which is then refused.
    let whole = (1...3).flatMap { seed in (1...8).map { "b,100,\(seed),\($0),0.5,0.\($0)" } }
    #expect(try files("epoch,train_loss,test_accuracy", rows + whole).refusal().contains("are not"))
  }

  /// A metric that is undefined for some data says nothing of divergence.
  @Test func undefinedScores() throws {
    let rows = (1...3).map { "a,100,\($0),0.5,\($0 == 2 ? "nan" : "0.7")" }
    let histories = try files("train_loss,test_roc_auc", rows).read()
    #expect(histories.runs.count == 2 && !histories.runs.contains(where: \.diverged))
  }

  // MARK: Empty cells

  /// Runs without any value are told with what to write if they diverged.
  @Test(arguments: ["epoch", "epoch,step"]) func runsWithoutValues(times: String) throws {
    let rows = (1...4).flatMap { seed in
      (1...3).map { epoch in
        "a,100,\(seed),\(times == "epoch" ? "\(epoch)" : "\(epoch),\(epoch * 5)")\(seed == 3 ? ",," : ",0.5,0.6")"
      }
    }
    let files = try files("\(times),train_loss,test_accuracy", rows)
    let histories = try files.read()
    #expect(histories.runs.map(\.replicate) == ["1", "2", "4"])
    #expect(
      files.remarks(histories).contains(
        "h.csv:8: the run is passed over: it has no test_accuracy; if it diverged, write nan (pandas: na_rep='nan') (model a, "
          + "size 100, seed 3)"), "\(files.remarks(histories))")
  }
}
