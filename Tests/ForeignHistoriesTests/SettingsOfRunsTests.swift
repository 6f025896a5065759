import ForeignHistories
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

/// Which columns are settings of runs, and what tells runs apart.
@Suite struct SettingsOfRunsTests {
  private func read(
    _ header: String, _ rows: [String], _ change: (inout ImportRequest) -> Void = { _ in }
  ) throws -> ForeignHistories {
    try ForeignFiles(["h.csv": table(header, rows)]).read(change)
  }

  private func remarks(_ histories: ForeignHistories) -> [String] {
    histories.remarks.map { $0.replacing(/^.*?h\.csv/, with: "h.csv") }
  }

  // MARK: One value is none

  /// What only models that are left out have varied is no setting of the others.
  @Test func settingsOfModelsThatAreLeftOut() throws {
    let rows = (1...3).flatMap { ["svm,100,\($0),,0.7", "net,100,\($0),0.1,0.8", "net,100,\($0),0.01,0.9"] }
    let all = try read("model,size,seed,lr,test_accuracy", rows)
    #expect(all.settings == [ForeignSetting(key: "lr", values: ["0.01", "0.1"])])
    let svm = try read("model,size,seed,lr,test_accuracy", rows) { $0.models = [ForeignModel(name: "svm")] }
    #expect(svm.settings.isEmpty && svm.runs.count == 3 && svm.runs.allSatisfy { $0.settings.isEmpty })
    #expect(svm.notes.contains("Column 'lr' is empty and left out."))
    // A rate of which no run is left.
    var gap: [String] = []
    for seed in 1...3 { for epoch in 1...4 { gap.append("net,100,\(seed),0.1,\(epoch),0.5") } }
    for epoch in [1, 3, 4] { gap.append("net,100,1,0.2,\(epoch),0.5") }
    let left = try read("model,size,seed,lr,epoch,test_accuracy", gap)
    #expect(left.settings.isEmpty && left.runs.count == 3)
    #expect(left.notes.contains("'lr' is always '0.1' in the runs that are left, and left out."))
  }

  // MARK: Layers and units

  /// Units are widths, numbers of layers depths, and both together are all widths.
  @Test(
    arguments: [
      ("hidden", "64", [64], 1), ("hidden_units", "64", [64], 1), ("hidden_layer_sizes", "64", [64], 1),
      ("hidden_layers", "3", nil, 3), ("n_layers", "3", nil, 3), ("num_hidden_layers", "3", nil, 3),
      ("depth", "3", nil, 3),
      ("hidden_units,n_layers", "64,3", [64, 64, 64], 3), ("depth,hidden", "2,8", [8, 8], 2),
      ("hidden", "[0]", nil, nil),
      ("hidden", "0", [], 0), ("hidden", "64.0", [64], 1), ("depth", "3.0", nil, 3),
      ("n_layers,hidden", "2.0,8.0", [8, 8], 2),
    ] as [(String, String, [Int]?, Int?)])
  func layers(_ columns: String, _ cells: String, _ hidden: [Int]?, _ depth: Int?) throws {
    let histories = try read("model,\(columns),size,seed,test_acc", (1...2).map { "a,\(cells),10,\($0),0.5" })
    #expect(
      histories.models.map(\.hidden) == [hidden] && histories.models.map(\.depth) == [depth], "\(histories.models)")
    #expect(histories.settings.isEmpty)
  }

  @Test func layersByAWordOfTheUser() throws {
    let mapped = try read("model,hidden,size,test_acc", ["a,3,10,0.5"]) { $0.columns = ["hidden_layers": "hidden"] }
    #expect(mapped.models.map(\.hidden) == [nil] && mapped.models.map(\.depth) == [3])
    let said = try read("model,hidden,size,test_acc", ["a,3,10,0.5"])
    #expect(said.notes.contains { $0.contains("the units of one hidden layer (--map hidden_layers=hidden") })
  }

  // MARK: Columns along runs

  /// Training and evaluation in rows of their own, and a summary after training, as Hugging Face logs them.
  @Test func columnsThatAreFilledInSomeRows() throws {
    var rows: [String] = []
    for seed in 1...2 {
      for epoch in 1...3 {
        let start = "bert,100,\(seed),\(epoch),\(epoch * 50)"
        rows += ["\(start),\(4 - epoch),5e-05,,,,", "\(start),,,\(5 - epoch),0.\(epoch),1.2,"]
      }
      rows.append("bert,100,\(seed),3,150,,,,,,2.5")
    }
    let header = "model,size,seed,epoch,step,loss,learning_rate,eval_loss,eval_accuracy,eval_runtime,train_loss"
    let histories = try read(header, rows)
    #expect(histories.settings.isEmpty && histories.runs.count == 2 && histories.program == nil)
    for run in histories.runs {
      #expect(run.history.map(\.train.loss) == [3, 2, 1] && run.history.map(\.test.loss) == [4, 3, 2])
      #expect(run.test(.accuracy) == [0.1, 0.2, 0.3])
    }
    #expect(
      remarks(histories) == [
        "h.csv: column 'train_loss' is passed over: 'loss' has more values",
        "h.csv: column 'learning_rate' is passed over: it is empty in some rows of a run",
        "h.csv: column 'eval_runtime' is passed over: it is empty in some rows of a run",
      ])
  }

  /// A rate that is logged with the loss of every step falls within epochs, too; batch sizes are settings, although their
  /// steps differ.
  @Test func columnsAlongSteps() throws {
    var rows: [String] = []
    for seed in 1...2 {
      for step in 1...9 { rows.append("a,100,\(seed),\((step - 1) / 3),\(step),0.\(9 - (step - 1) / 2),\(10 - step),") }
      for epoch in 0...2 {
        rows.insert("a,100,\(seed),\(epoch),\(epoch * 3 + 3),,,0.\(epoch + 1)", at: rows.count - 6 + epoch * 3)
      }
    }
    let histories = try read("model,size,seed,epoch,step,lr,train_loss,val_acc", rows)
    #expect(histories.settings.isEmpty && histories.runs.count == 2)
    #expect(
      histories.runs.allSatisfy { $0.history.map(\.train.loss) == [7, 4, 1] && $0.test(.accuracy) == [0.1, 0.2, 0.3] })
    #expect(remarks(histories).contains("h.csv: column 'lr' is passed over: it changes from epoch to epoch"))
    var batches: [String] = []
    for batch in [16, 32] {
      for epoch in 1...3 { batches.append("a,100,1,\(epoch),\(epoch * 64 / batch),\(batch),0.\(epoch)") }
    }
    for sorted in [batches, batches.sorted { $0.dropFirst(8).prefix(1) < $1.dropFirst(8).prefix(1) }] {
      let batch = try read("model,size,seed,epoch,step,batch,val_acc", sorted)
      #expect(batch.settings == [ForeignSetting(key: "batch", values: ["16", "32"])], "\(sorted)")
    }
  }

  /// A rate that decays along runs, and differently in each, is no setting, whatever it shares with other runs; the optimizer
  /// tells them apart.
  @Test(
    arguments: [
      ["0.1", "0.1", "0.01", "0.01"], ["0.01", "0.01", "0.001", "0.001"], ["0.05", "0.03", "0.02", "0.01"],
      ["0.2", "0.1", "0.1", "0.1"],
    ])
  func ratesThatDecay(other: [String]) throws {
    var rows: [String] = []
    for seed in 1...3 {
      for (optimizer, rates) in [("sgd", ["0.1", "0.1", "0.01", "0.01"]), ("adam", other)] {
        for (epoch, rate) in rates.enumerated() {
          rows.append("a,100,\(seed),\(optimizer),\(rate),\(epoch + 1),0.\(epoch + (optimizer == "sgd" ? 1 : 5))")
        }
      }
    }
    let histories = try read("model,size,seed,optimizer,lr,epoch,test_acc", rows)
    #expect(histories.settings.map(\.key) == ["optimizer"])
    #expect(histories.runs.count == 6)
    for run in histories.runs {
      #expect(run.test(.accuracy) == (run.settings == ["sgd"] ? [0.1, 0.2, 0.3, 0.4] : [0.5, 0.6, 0.7, 0.8]))
    }
  }

  /// Where nothing else tells runs apart, the column that changes along them is named.
  @Test func ratesThatDecayTellNothingApart() throws {
    var rows: [String] = []
    for (start, rates) in [(1, ["0.1", "0.1", "0.01", "0.01"]), (5, ["0.01", "0.01", "0.001", "0.001"])] {
      for (epoch, rate) in rates.enumerated() { rows.append("a,100,\(rate),\(epoch + 1),0.\(start + epoch)") }
    }
    let error = #expect(throws: (any Error).self) { try read("model,size,lr,epoch,test_acc", rows) }
    let refusal =
      "h.csv:6: several rows are of the same model, size, replicate and epoch, and differ in column 'lr', which changes along "
      + "runs; name the runs in a column (--map replicate=COLUMN), or put each in a file of its own"
    #expect("\(try #require(error))".hasSuffix(refusal), "\(String(describing: error))")
  }

  /// A run with large batches may have taken its last step before another takes its first: batches tell runs apart, and what is
  /// wrong is their steps.
  @Test func stepsOfOtherBatchesAreNoTurns() throws {
    var rows: [String] = []
    for (batch, interval) in [(512, 1), (256, 2), (64, 8)] {
      for epoch in 1...5 { rows.append("a,512,\(batch),\(epoch * interval),0.\(epoch)") }
    }
    let error = #expect(throws: (any Error).self) { try read("model,size,batch,step,test_acc", rows) }
    #expect("\(try #require(error))".contains("are not those of other runs, as in 2 of 3 runs"))
  }

  /// An empty value is one, if rows with and without it measure the same.
  @Test func emptyValuesOfSettings() throws {
    let rows = (1...2).flatMap { seed in ["", "flip"].map { "a,10,\(seed),\($0),0.5" } }
    let histories = try read("model,size,seed,augment,test_acc", rows)
    #expect(histories.settings == [ForeignSetting(key: "augment", values: ["flip"])])
    #expect(Set(histories.runs.map(\.settings)) == [[""], ["flip"]] && histories.runs.count == 4)
  }

  // MARK: Numbers of runs

  /// Two runs of one seed, whose rates fall along them: nothing of one becomes part of the other.
  @Test func runsOfOneSeed() throws {
    var rows: [String] = []
    for seed in 1...2 {
      for (run, rates, accuracy) in [("a", ["0.1", "0.1", "0.01"], 8), ("b", ["0.1", "0.01", "0.01"], 5)] {
        for epoch in 1...3 {
          rows.append("\(run)\(seed),net,100,\(seed),\(epoch),\(rates[epoch - 1]),0.\(accuracy)\(epoch)")
        }
      }
    }
    let histories = try read("run,model,size,seed,epoch,lr,test_accuracy", rows)
    #expect(histories.settings.isEmpty && histories.runs.map(\.replicate) == ["1/a1", "1/b1", "2/a2", "2/b2"])
    let (first, second) = ([0.81, 0.82, 0.83], [0.51, 0.52, 0.53])
    #expect(histories.runs.map { $0.test(.accuracy) } == [first, second, first, second])
    #expect(remarks(histories) == ["h.csv: column 'lr' is passed over: it changes from epoch to epoch"])
    #expect(histories.notes.contains { $0.contains("told apart by 'run'") })
  }

  /// Where settings tell runs apart, seeds stay replicates, and a run that two numbers continue is one.
  @Test func runsThatSettingsTellApart() throws {
    var rows: [String] = []
    for seed in 1...2 {
      for rate in ["0.1", "0.01"] {
        for epoch in 1...4 { rows.append("r\(seed)\(rate)\(epoch / 3),net,100,\(seed),\(epoch),\(rate),0.\(epoch)") }
      }
    }
    let histories = try read("run,model,size,seed,epoch,lr,test_accuracy", rows)
    #expect(histories.settings == [ForeignSetting(key: "lr", values: ["0.01", "0.1"])])
    #expect(histories.runs.map(\.replicate) == ["1", "2", "1", "2"])
    #expect(histories.runs.allSatisfy { $0.test(.accuracy) == [0.1, 0.2, 0.3, 0.4] })
    #expect(remarks(histories) == ["h.csv: column 'run' is passed over: the replicate is given otherwise"])
  }

  /// Numbers of runs in place of seeds are all different, so that anything goes with them.
  @Test func runsWithoutSeeds() throws {
    var rows: [String] = []
    for rate in ["0.1", "0.01"] {
      for number in 1...12 {
        let run = "\(rows.count)"
        rows.append("r\(run),\(number > 6 ? "net" : "svm"),100,\(rate),host\(run),0.\(rate == "0.1" ? 9 : 5)")
      }
    }
    let histories = try read("run_id,model,size,lr,job,test_accuracy", rows)
    #expect(histories.settings == [ForeignSetting(key: "lr", values: ["0.01", "0.1"])])
    for run in histories.runs { #expect(run.test(.accuracy) == [run.settings == ["0.1"] ? 0.9 : 0.5]) }
    // The number of a machine goes with seeds that occur more than once.
    let seeds = (1...4).flatMap { seed in ["a", "b"].map { "\($0),100,\(seed),m\(seed % 2),0.5" } }
    let machines = try read("model,size,seed,machine,test_accuracy", seeds)
    #expect(
      machines.settings.isEmpty && machines.notes.contains("Column 'machine' goes with the replicate and is left out."))
  }

  /// Random studies with a rate, in which each run has a number of its own: the rate is found, whatever tells replicates.
  @Test(arguments: [true, false]) func ratesAreFound(hasSeeds: Bool) throws {
    var random = SeededGenerator(key: printedSeed())
    for _ in 0..<30 {
      let (models, rates, seeds) = (1 + random.below(2), 2 + random.below(2), 2 + random.below(4))
      var rows: [String] = []
      for model in 0..<models {
        for rate in 0..<rates {
          for seed in 0..<seeds {
            let run = "run\(rows.count)x\(random.below(1000))"
            rows.append("\(run),m\(model),100,0.\(rate + 1)\(hasSeeds ? ",\(seed)" : ""),0.\(rate + 1)\(seed + 1)")
          }
        }
      }
      let shuffled = random.shuffled(count: rows.count).map { rows[$0] }
      let histories = try read("run_id,model,size,lr\(hasSeeds ? ",seed" : ""),test_acc", shuffled)
      #expect(histories.settings.first?.values.count == rates && histories.runs.count == rows.count, "\(shuffled)")
      for run in histories.runs {
        let accuracy = try #require(run.test(.accuracy).first ?? nil)
        #expect(run.settings == ["0.\(Int(accuracy * 10 + 0.001))"])
      }
    }
  }

  // MARK: Times and steps

  @Test(arguments: [1.7e9, 1.7e12]) func datesAreNoDurations(start: Double) throws {
    let rows = (1...3).map { "a,10,\($0),\(Int(start) + $0 * 10),0.5" }
    let histories = try read("model,size,epoch,time,test_acc", rows)
    #expect(histories.runs[0].history.allSatisfy { $0.seconds == nil })
    #expect(
      remarks(histories) == [
        "h.csv: column 'time' is passed over: it has dates, no durations (its least value is \(Int(start) + 10))"
      ])
    let durations = try read("model,size,epoch,time,test_acc", (1...3).map { "a,10,\($0),\($0 * 10),0.5" })
    #expect(durations.runs[0].history.map(\.seconds) == [10, 20, 30])
  }

  @Test func stepsBesideEpochs() throws {
    let rows = (1...3).map { "a,10,\($0),\($0 * 4),0.5" }
    let histories = try read("model,size,epoch,step,test_acc", rows)
    #expect(
      histories.notes.contains(
        "Column 'step' is left out: epochs are counted (--map updates=step takes it as updates)."))
    let mapped = try read("model,size,epoch,step,test_acc", rows) { $0.columns = ["updates": "step"] }
    #expect(mapped.runs[0].history.map(\.updates) == [4, 8, 12] && !mapped.notes.contains { $0.contains("left out") })
  }

  /// Lightning logs learning rates in rows without an epoch.
  @Test func rowsWithoutEpochs() throws {
    var rows: [String] = []
    for epoch in 0...2 {
      let start = "\(epoch),\(epoch * 4 + 3)"
      rows += [",\(epoch * 4),0.001,,", "\(start),,\(3 - epoch),", "\(start),,,0.\(epoch + 1)"]
    }
    let histories = try read("epoch,step,lr-Adam,train_loss,val_acc", rows) { $0.constants = ["size": "10"] }
    #expect(histories.program == "Lightning" && histories.settings.isEmpty)
    #expect(histories.runs.map { $0.history.map(\.train.loss) } == [[3, 2, 1]])
    #expect(histories.runs[0].test(.accuracy) == [0.1, 0.2, 0.3])
    #expect(
      remarks(histories) == [
        "h.csv:2: no epoch, and nothing that is measured, here and in 2 more rows, which are passed over"
      ])
    // A row with values has to say of which epoch they are.
    let refusal = try ForeignFiles(["h.csv": table("epoch,step,train_loss,val_acc", [",1,2,", "0,3,,0.5"])]).refusal {
      $0.constants = ["size": "10"]
    }
    #expect(refusal.contains("column 'epoch' has ''"), "\(refusal)")
  }
}
