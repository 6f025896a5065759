import Foundation
import Kernels
import SeededRandom
import TestSupport
import Testing

@testable import NeuralNetwork

/// The value that each sample contributes to a metric, against metrics of weighted samples that are written down as they
/// are defined.
@Suite struct SampleValuesTests {
  /// A metric of predicted classes with a weight for each sample.
  private typealias Weighted = @Sendable (_ predicted: [Int32], _ labels: [Int32], _ weights: [Double]) -> Double

  private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  private static let definitions: [(Metric, Weighted)] = [
    (
      .balancedAccuracy,
      { predicted, labels, weights in
        mean(
          Set(labels).sorted().map { label in
            let members = labels.indices.filter { labels[$0] == label }
            return members.filter { predicted[$0] == label }.reduce(0) { $0 + weights[$1] }
              / members.reduce(0) { $0 + weights[$1] }
          })
      }
    ),
    (
      .macroF1,
      { predicted, labels, weights in
        mean(
          Set(labels + predicted).sorted().map { label in
            func sum(_ isCounted: (Int) -> Bool) -> Double {
              labels.indices.reduce(0) { $0 + (isCounted($1) ? weights[$1] : 0) }
            }
            let hits = sum { labels[$0] == label && predicted[$0] == label }
            let misses = sum { (labels[$0] == label) != (predicted[$0] == label) }
            return 2 * hits / (2 * hits + misses)
          })
      }
    ),
  ]

  @Test(arguments: [2, 3, 7]) func influencesAreDerivatives(classes: Int) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    // Ten samples of up to seven classes: some do not occur.
    for count in [10, 60] {
      let labels = (0..<count).map { _ in Int32(generator.below(classes)) }
      let predicted = labels.map { generator.below(3) > 0 ? $0 : Int32(generator.below(classes)) }
      for (metric, definition) in Self.definitions {
        let value = definition(predicted, labels, Array(repeating: 1, count: count))
        let score = Score(classes: predicted, labels: labels, metrics: [metric])
        #expect(abs(try #require(score[metric]) - value) < 1e-12, "\(metric.name), seed \(seed)")
        let values = try #require(SampleValues(of: metric, classes: predicted, labels: labels))
        #expect(abs(values.mean - value) < 1e-6, "\(metric.name), seed \(seed)")
        guard case .numbers(let numbers) = values else { throw Unexpected() }
        for sample in 0..<count {
          func moved(_ step: Double) -> Double {
            var weights = Array(repeating: 1.0, count: count)
            weights[sample] += step
            return definition(predicted, labels, weights)
          }
          let derivative = (moved(1e-5) - moved(-1e-5)) / 2e-5 * Double(count)
          #expect(abs(Double(numbers[sample]) - value - derivative) < 1e-5, "\(metric.name), seed \(seed)")
        }
      }
    }
  }

  /// The area as the weighted share of ordered pairs, for each class against the others.
  private func area(_ scores: [[Double]], _ labels: [Int32], _ weights: [Double]) -> Double {
    let columns = scores[0].count == 2 ? [1] : Array(scores[0].indices)
    return Self.mean(
      columns.filter { labels.contains(Int32($0)) }.map { column in
        var (right, all) = (0.0, 0.0)
        for a in labels.indices where labels[a] == column {
          for b in labels.indices where labels[b] != column {
            let weight = weights[a] * weights[b]
            all += weight
            let (one, other) = (scores[a][column], scores[b][column])
            right += one > other ? weight : one == other ? weight / 2 : 0
          }
        }
        return right / all
      })
  }

  @Test(arguments: [2, 4]) func influencesOnTheAreaAreDerivatives(classes: Int) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let count = 40
    // Rows are repeated, so that ties are common; the last of four classes does not occur.
    let rows = (0..<count / 2).map { _ in (0..<classes).map { _ in 2 * generator.normal() } }
    let logits = (0..<count).map { _ in rows[generator.below(rows.count)] }
    let labels = (0..<count).map { _ in Int32(generator.below(classes == 2 ? 2 : 3)) }
    let scores = logits.map { row in
      let total = row.reduce(0) { $0 + exp($1) }
      return row.map { exp($0) / total }
    }
    let network = Network<Double>(
      architecture: Architecture(inputs: classes, hidden: [], outputs: classes), activation: .relu, loss: .crossEntropy)
    network.parameters.assign(
      (0..<classes * classes).map { $0 % (classes + 1) == 0 ? 1.0 : 0 } + Array(repeating: 0, count: classes))
    let (score, kept) = Evaluator(network, metrics: [.rocAUC]).measure(
      LabelledSamples(features: logits.flatMap { $0 }, featureCount: classes, labels: labels), keeping: .rocAUC)
    let value = area(scores, labels, Array(repeating: 1, count: count))
    #expect(abs(try #require(score[.rocAUC]) - value) < 1e-12, "seed \(seed)")
    guard case .numbers(let numbers)? = kept else { throw Unexpected() }
    #expect(abs(try #require(kept).mean - value) < 1e-6, "seed \(seed)")
    for sample in 0..<count {
      func moved(_ step: Double) -> Double {
        var weights = Array(repeating: 1.0, count: count)
        weights[sample] += step
        return area(scores, labels, weights)
      }
      let derivative = (moved(1e-5) - moved(-1e-5)) / 2e-5 * Double(count)
      #expect(abs(Double(numbers[sample]) - value - derivative) < 1e-5, "seed \(seed)")
    }
  }

  @Test func influencesOnErrorsOfQuantitiesAreDerivatives() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let quantities = (0..<30).map { _ in 3 + 2 * generator.normal() }
    let predicted = quantities.map { 0.5 * $0 + generator.normal() }
    func mean(_ values: [Double], _ weights: [Double]) -> Double {
      zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
    }
    let errors = zip(predicted, quantities).map { ($0 - $1) * ($0 - $1) }
    let definitions: [(Metric, ([Double]) -> Double)] = [
      (.rmse, { mean(errors, $0).squareRoot() }),
      (.mae, { mean(errors.map { $0.squareRoot() }, $0) }),
      (
        .r2,
        { weights in
          let centre = mean(quantities, weights)
          return 1 - mean(errors, weights) / mean(quantities.map { ($0 - centre) * ($0 - centre) }, weights)
        }
      ),
    ]
    for (metric, definition) in definitions {
      let value = definition(Array(repeating: 1, count: 30))
      let values = try #require(SampleValues(of: metric, predicted: predicted, quantities: quantities))
      #expect(abs(values.mean - value) < 1e-5, "\(metric.name), seed \(seed)")
      guard case .numbers(let numbers) = values else { throw Unexpected() }
      for sample in 0..<30 {
        func moved(_ step: Double) -> Double {
          var weights = Array(repeating: 1.0, count: 30)
          weights[sample] += step
          return definition(weights)
        }
        let derivative = (moved(1e-5) - moved(-1e-5)) / 2e-5 * 30
        #expect(abs(Double(numbers[sample]) - value - derivative) < 1e-4, "\(metric.name), seed \(seed)")
      }
    }
  }

  private struct Unexpected: Error {}
}
