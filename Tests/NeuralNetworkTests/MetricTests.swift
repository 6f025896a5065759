import Foundation
import Kernels
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

@Suite struct MetricTests {
  /// The example of scikit-learn's documentation of `log_loss`: four samples, the probability of each of two classes, and
  /// 0.21616… as the result.
  private static let probabilities: [[Double]] = [[0.1, 0.9], [0.9, 0.1], [0.8, 0.2], [0.35, 0.65]]
  private static let labels: [Int32] = [1, 0, 0, 1]
  private static let published = 0.21616187468057912

  /// A network without hidden layers whose logits are its features.
  private func echo(_ loss: Loss, outputs: Int) -> Network<Double> {
    let network = Network<Double>(
      architecture: Architecture(inputs: outputs, hidden: [], outputs: outputs), activation: .relu, loss: loss)
    let weights = (0..<outputs * outputs).map { $0 % (outputs + 1) == 0 ? 1.0 : 0 }
    network.parameters.assign(weights + Array(repeating: 0, count: outputs))
    return network
  }

  private func scores(_ loss: Loss, _ metrics: [Metric]) -> Score {
    let isOne = loss == .binaryCrossEntropy
    let logits = Self.probabilities.flatMap { row in isOne ? [log(row[1] / row[0])] : row.map { log($0) + 3 } }
    let samples = LabelledSamples<Double>(features: logits, featureCount: isOne ? 1 : 2, labels: Self.labels)
    return Evaluator(echo(loss, outputs: isOne ? 1 : 2), metrics: metrics).score(samples)
  }

  @Test(arguments: Loss.allCases) func logLossIsThatOfScikitLearn(loss: Loss) throws {
    let score = scores(loss, [.logLoss, .accuracy])
    #expect(abs(try #require(score[.logLoss]) - Self.published) < 1e-15)
    #expect(score[.accuracy] == 1)
    #expect((score.loss == score[.logLoss]) == (loss != .meanSquaredError))
    // The order in which they are asked for changes nothing, nor do further ones.
    #expect(scores(loss, [.accuracy, .logLoss]) == score)
    #expect(scores(loss, [.accuracy])[.accuracy] == 1 && scores(loss, [.accuracy]).loss == score.loss)
    #expect(scores(loss, []).metrics == [])
  }

  /// A network's log-loss is the cross-entropy of the same network, to the bit.
  @Test func logLossIsCrossEntropyWhateverIsTrained() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let samples: LabelledSamples<Float> = RandomSamples(300, features: 3, classes: 4, using: &generator).labelled()
    func network(_ loss: Loss) -> Network<Float> {
      let network = Network<Float>(
        architecture: Architecture(inputs: 3, hidden: [6], outputs: 4), activation: .relu, loss: loss)
      network.initialise(weights: .kaimingNormal, biases: .constant(0), seed: StudySeed(seed), replicate: 1)
      return network
    }
    let found = Evaluator(network(.meanSquaredError), metrics: [.logLoss]).score(samples)
    #expect(found[.logLoss] == Evaluator(network(.crossEntropy), metrics: []).score(samples).loss, "seed \(seed)")
  }

  @Test func whatOverflowsCountsAsWorst() {
    let network = Network<Float>(
      architecture: Architecture(inputs: 1, hidden: [2], outputs: 2), activation: .relu, loss: .meanSquaredError)
    network.parameters.layers[0].weights[1, 0] = .nan
    let score = Evaluator(network, metrics: Metric.all).score(
      LabelledSamples(features: [1], featureCount: 1, labels: [0]))
    #expect(score[.logLoss] == .infinity)
  }

  @Test func classesAloneHaveAnAccuracyAndNoLogLoss() {
    let score = Score(classes: [0, 2, 1, 1], labels: [0, 2, 2, 1], metrics: Metric.all)
    #expect(score[.accuracy] == 0.75 && score[.logLoss] == nil && score.loss == nil)
    #expect(score.metrics == Metric.all.filter { !$0.needsOutputs && !$0.isOfQuantities })
    #expect(Metric.logLoss.needsOutputs && Metric.rocAUC.needsOutputs && !Metric.accuracy.needsOutputs)
  }

  /// Numbers of scikit-learn 1.9.1: `balanced_accuracy_score` and `f1_score(average="macro")`, of labels and predictions of
  /// which a class is predicted that no sample is of.
  @Test func metricsOfClassesAreThoseOfScikitLearn() throws {
    let score = Score(
      classes: [0, 0, 1, 0, 0, 3, 1, 0, 2, 2, 0, 0], labels: [0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 0], metrics: Metric.all)
    #expect(abs(try #require(score[.balancedAccuracy]) - 0.626984126984127) < 1e-15)
    #expect(abs(try #require(score[.macroF1]) - 0.5035714285714286) < 1e-15)
  }

  /// Numbers of scikit-learn 1.9.1: `roc_auc_score` of scores with ties; of three classes `multi_class="ovr"`, of the
  /// softmax of these logits.
  @Test func areaUnderCurveIsThatOfScikitLearn() throws {
    let scores = [0.1, 0.4, 0.35, 0.8, 0.4, 0.4, 0.9]
    let labels: [Int32] = [0, 0, 1, 1, 1, 0, 1]
    func score(_ logits: [Double], _ labels: [Int32], outputs: Int) -> Score {
      Evaluator(echo(outputs == 1 ? .binaryCrossEntropy : .crossEntropy, outputs: outputs), metrics: Metric.all).score(
        LabelledSamples(features: logits, featureCount: outputs, labels: labels))
    }
    #expect(score(scores, labels, outputs: 1)[.rocAUC] == 0.75)
    #expect(score(scores.flatMap { [1, $0 + 1] }, labels, outputs: 2)[.rocAUC] == 0.75)
    let ofThree = score(
      [3, 1, 0, 0, 2, 1, 1, 1, 2, 0, 2, -1, 0, 2, -1, 4, 0, 1, 2, 2, -3, -1, 0, 3], [0, 1, 2, 0, 1, 2, 0, 2], outputs: 3
    )
    #expect(abs(try #require(ofThree[.rocAUC]) - 0.8361111111111111) < 1e-15)
    #expect(abs(try #require(ofThree[.balancedAccuracy]) - 0.7777777777777777) < 1e-15)
    #expect(abs(try #require(ofThree[.macroF1]) - 0.7555555555555555) < 1e-15)
    // A class that no sample is of does not count, and a single class has no area.
    let withoutThird = score([3, 1, 0, 0, 2, 1, 0, 1, 0], [0, 1, 0], outputs: 3)
    #expect(withoutThird[.rocAUC] == 1)
    #expect(score([3, 1, 0, 2], [1, 1], outputs: 2)[.rocAUC] == nil)
  }

  /// Numbers of scikit-learn 1.9.1: `roc_auc_score` of the softmax of these logits, of three classes with
  /// `multi_class="ovr"`. Probabilities that are rounded to 1 or 0 are tied, though their logits differ.
  @Test func saturatedProbabilitiesAreTiedAsInScikitLearn() throws {
    func area(_ logits: [Double], _ labels: [Int32], outputs: Int) throws -> Double {
      try #require(
        Evaluator(echo(outputs == 1 ? .binaryCrossEntropy : .crossEntropy, outputs: outputs), metrics: [.rocAUC])
          .score(LabelledSamples(features: logits, featureCount: outputs, labels: labels))[.rocAUC])
    }
    let ofThree: [Double] = [
      257, 531, -599,
      -215, 460, 902,
      0, 3, 0,
      30, 38, -4,
      -738, -1064, 146,
      999, 245, 156,
      -341, 505, -1922,
      209, 25, -1233,
      65, -42, -32,
      -36, 33, -27,
    ]
    #expect(abs(try area(ofThree, [0, 1, 1, 1, 0, 2, 0, 0, 1, 1], outputs: 3) - 0.3527777777777778) < 1e-15)
    let (differences, labels): ([Double], [Int32]) = ([40, 50, 45, -1, 1], [0, 1, 0, 0, 1])
    #expect(abs(try area(differences, labels, outputs: 1) - 0.5) < 1e-15)
    #expect(abs(try area(differences.flatMap { [0, $0] }, labels, outputs: 2) - 0.5) < 1e-15)
  }

  /// Outputs that need not add up to 1 rank by the second, as `evaluate --predict` writes it: by hand, one of the four pairs
  /// more or less than their difference would.
  @Test(arguments: [OutputFunction.linear, .sigmoid]) func outputsOfTheirOwnRankByTheSecond(_ output: OutputFunction)
    throws
  {
    let network = Network<Double>(
      architecture: Architecture(inputs: 2, hidden: [], outputs: 2), activation: .relu, loss: .meanSquaredError,
      output: output)
    network.parameters.assign([1, 0, 0, 1, 0, 0])
    let samples = LabelledSamples<Double>(
      features: [0.9, 0.2, 0.1, 0.3, 0.3, 0.25, 0.95, 0.9], featureCount: 2, labels: [0, 1, 1, 0])
    let score = Evaluator(network, metrics: [.rocAUC]).score(samples)
    #expect(score[.rocAUC] == 0.5)
  }

  /// Numbers of scikit-learn 1.9.1: `root_mean_squared_error`, `mean_absolute_error` and `r2_score`.
  @Test func metricsOfQuantitiesAreThoseOfScikitLearn() throws {
    let (predicted, quantities) = ([2.5, 0.0, 2, 8, 1.5], [3, -0.5, 2, 7, 1.5])
    let score = Score(predicted: predicted, quantities: quantities, metrics: Metric.all)
    #expect(score.metrics == [.rmse, .mae, .r2] && score.loss == nil)
    #expect(abs(try #require(score[.rmse]) - 0.5477225575051661) < 1e-15)
    #expect(abs(try #require(score[.mae]) - 0.4) < 1e-15)
    #expect(abs(try #require(score[.r2]) - 0.9511400651465798) < 1e-15)
    #expect(Score(predicted: [1, 2], quantities: [3, 3], metrics: [.r2])[.r2] == nil)
    // A network predicts in standard deviations from the mean: here 2 (a − 1), with logits a = (ŷ − 1)/2.
    let network = echo(.meanSquaredError, outputs: 1)
    let samples = LabelledSamples<Double>(
      features: predicted.map { ($0 - 1) / 2 }, featureCount: 1, labels: [0, 0, 0, 0, 0],
      quantities: QuantityTargets(quantities, mean: 1, deviation: 2))
    let measured = Evaluator(network, metrics: Metric.all).score(samples)
    for metric in score.metrics {
      #expect(abs(try #require(measured[metric]) - (score[metric] ?? .nan)) < 1e-12)
    }
    #expect(abs(try #require(measured.loss) - 0.3 / 4) < 1e-12)
  }

  @Test func unitsAndDigitsOfQuantitiesFollowTheData() {
    let rmse = Metric.rmse.measured(of: "price")
    #expect(
      rmse.label == "RMSE (price)" && rmse == .rmse && Metric.accuracy.measured(of: "price").label == "accuracy (%)")
    #expect(Metric.r2.measured(of: "price").label == "R²")
    #expect(Metric.r2.differenceWords == "in R²" && Metric.accuracy.differenceWords == "points")
    #expect([50_000, 55, 0.02].map { rmse.shown(forValuesOf: $0).unit.decimals } == [0, 1, 4])
    #expect(rmse.shown(forValuesOf: .nan).unit == rmse.unit)
    // Neither a large nor a small unit of the data loses digits, and other units stay as they are.
    #expect([1e12, 1e-6, 1e-12].map { rmse.shown(forValuesOf: $0).unit.decimals } == [0, 8, 14])
    for metric in [Metric.r2, .logLoss, .accuracy] { #expect(metric.shown(forValuesOf: 1e9).unit == metric.unit) }
  }

  @Test func boundsAreThoseOfValuesAndOfDifferences() {
    #expect(Metric.accuracy.bounds == 0...1 && Metric.accuracy.bounds.differences == -1...1)
    #expect(Metric.accuracy.bounds.differences.differences == -2...2)
    #expect(Metric.r2.bounds == -.infinity...1 && Metric.rmse.bounds == 0...(.infinity))
    for metric in [Metric.r2, .rmse, .logLoss] { #expect(metric.bounds.differences == -.infinity...(.infinity)) }
  }

  /// 0.5 + 3 standard errors is the limit of chance; as far below lies that of an order the wrong way round.
  @Test func worseThanChanceIsOnTheOtherSide() {
    #expect(Metric.rocAUC.isWorseThanChance(0.2, limit: 0.7) && !Metric.rocAUC.isWorseThanChance(0.31, limit: 0.7))
    #expect(!Metric.rocAUC.isWorseThanChance(0.9, limit: 0.7) && !Metric.rocAUC.isWorseThanChance(0, limit: 1.1))
    #expect(!Metric.accuracy.isWorseThanChance(0, limit: 0.6) && !Metric.rmse.isWorseThanChance(9, limit: 1))
  }

  /// Of 1,000 quantities 0 … 999 with variance (1000² − 1)/12: a twentieth of it has to be predicted.
  @Test func chanceOfQuantitiesIsThatOfTheirMean() throws {
    let limit = Score.chanceLimit(quantities: (0..<1000).map { Double($0) }, deviation: 10, metrics: Metric.all)
    let variance = 999_999.0 / 12
    #expect(abs(try #require(limit[.rmse]) - (0.95 * variance).squareRoot()) < 1e-9)
    #expect(abs(try #require(limit[.mae]) - 250 * 0.95.squareRoot()) < 1e-9)
    #expect(limit[.r2] == 0.05)
    #expect(abs(try #require(limit.loss) - 0.95 * variance / 100) < 1e-9)
    #expect(limit[.accuracy] == nil)
  }

  @Test func everyMetricIsDeclaredInWords() {
    #expect(Set(Metric.all.map(\.name)).count == Metric.all.count)
    for metric in Metric.all {
      #expect(metric.name.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil && metric.name != "loss")
      #expect(Metric.named(metric.name) == metric)
      if let best = metric.best, let worst = metric.worst { #expect(metric.isBetter(best, than: worst)) }
    }
    #expect(Metric.named("accurracy") == nil)
    #expect(Metric.accuracy.lostOutcome == "an accuracy of 0" && Metric.accuracy.shortLostOutcome == "0 %")
    #expect(Metric.logLoss.label == "log-loss (nats)" && Metric.logLoss.columnName == "log_loss")
    #expect(Metric.logLoss.gapFormula == "test log-loss − train log-loss")
  }

  @Test func betterIsHigherOrLower() {
    #expect(Metric.accuracy.isBetter(0.9, than: 0.8) && !Metric.logLoss.isBetter(0.9, than: 0.8))
    #expect(Metric.accuracy.gap(train: 1, test: 0.75) == 0.25 && Metric.logLoss.gap(train: 0.25, test: 1) == 0.75)
    #expect(Metric.accuracy.error(of: 0.75) == 0.25 && Metric.logLoss.error(of: 0.75) == 0.75)
    #expect(Metric.accuracy.value(atError: 0.25) == 0.75 && Metric.logLoss.value(atError: 0.25) == 0.25)
    #expect([0, 0.5, 1].allSatisfy(Metric.accuracy.isPossible))
    #expect([-0.1, 1.1, .nan, .infinity].allSatisfy { !Metric.accuracy.isPossible($0) })
    #expect([0, 7, .infinity].allSatisfy(Metric.logLoss.isPossible))
    #expect([-0.1, .nan, -.infinity].allSatisfy { !Metric.logLoss.isPossible($0) })
  }

  /// Of 1,000 samples of two classes a quarter is of one: an accuracy of ¾ + 3·√(¾·¼/1000), and 95 % of −¼·ln ¼ − ¾·ln ¾.
  @Test func chanceIsThatOfTheShares() throws {
    let labels = (0..<1000).map { Int32($0 % 4 == 0 ? 1 : 0) }
    let limit = Score.chanceLimit(labels, classes: 2, loss: nil, metrics: Metric.all)
    #expect(abs(try #require(limit[.accuracy]) - 0.7910791) < 1e-7)
    #expect(abs(try #require(limit[.logLoss]) - 0.95 * 0.5623351446188083) < 1e-12)
    #expect(Score(loss: nil, [.accuracy: 0.7, .logLoss: 0.5]).isBeyondChance(limit))
    #expect(!Score(loss: 0, [.accuracy: 0.7, .logLoss: 0.6]).isBeyondChance(limit))
  }
}

@Suite struct ScoreTests {
  @Test func valuesAreKeptWhateverTheirOrder() {
    var score = Score(loss: 1)
    #expect(score.metrics == [] && score[.logLoss] == nil)
    score[.logLoss] = 2
    #expect(score[.logLoss] == 2 && score[.accuracy] == nil)
    score[.accuracy] = 0.5
    #expect(score == Score(loss: 1, [.accuracy: 0.5, .logLoss: 2]))
    #expect(score == Score(loss: 1, [.logLoss: 2, .accuracy: 0.5]))
    score[.logLoss] = 3
    score[.accuracy] = nil
    #expect(score == Score(loss: 1, [.logLoss: 3]) && score.metrics == [.logLoss])
    #expect(score.isCovered(by: Score(loss: nil, [.accuracy: 0, .logLoss: 0])))
    #expect(!score.isCovered(by: Score(loss: nil, [.accuracy: 0])))
  }

  /// Checkpoints of Fathom 0.1 hold scores with the keys `loss` and `accuracy`.
  @Test func isWrittenUnderTheNamesOfItsMetrics() throws {
    let score = try JSONDecoder().decode(Score.self, from: Data(#"{"loss": 0.25, "accuracy": 0.5}"#.utf8))
    #expect(score == Score(loss: 0.25, [.accuracy: 0.5]))
    for score in [score, Score(loss: nil, [.logLoss: 0.1, .accuracy: 1]), Score(loss: nil)] {
      #expect(try JSONDecoder().decode(Score.self, from: JSONEncoder().encode(score)) == score)
    }
    let text = String(decoding: try JSONEncoder().encode([Metric.logLoss]), as: UTF8.self)
    #expect(text == #"["log-loss"]"#)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Metric].self, from: Data(#"["rmsle"]"#.utf8)) }
  }

  /// One metric takes no memory of its own.
  @Test func isSmall() { #expect(MemoryLayout<Score>.size <= 32) }
}
