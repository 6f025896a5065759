import Datasets
import Foundation

/// The files that a reader takes together: good ones, but for the one under test.
final class ReaderFolder {
  let url: URL
  private let names: [String]
  private let good: [[UInt8]]
  private var changed: Int?

  /// Writes good files under their names.
  init(_ url: URL, _ files: [(name: String, bytes: [UInt8])]) throws {
    self.url = url
    names = files.map(\.name)
    good = files.map(\.bytes)
    for slot in names.indices { try write(good[slot], slot) }
  }

  var path: String { url.path(percentEncoded: false) }

  /// Puts the file under test in its place, and the one before back as it was.
  func put(_ input: FuzzInput) throws {
    if let changed, changed != input.slot { try write(good[changed], changed) }
    try write(input.bytes, input.slot)
    changed = input.slot
  }

  private func write(_ bytes: [UInt8], _ slot: Int) throws {
    try Data(bytes).write(to: url.appending(path: names[slot]))
  }
}

extension LoadedData {
  /// Throws unless the samples are ones that a network can be trained on, however they are scaled.
  func checkSoundness() throws {
    for dataset in [pool] + (canonicalTest.map { [$0] } ?? []) {
      try UnsoundContent.unless(dataset.count > 0, "it has no samples")
      try UnsoundContent.unless(
        dataset.features.count == dataset.count * dataset.shape.featureCount, "its values do not make its samples")
      try UnsoundContent.unless(
        dataset.labels.allSatisfy { 0..<dataset.stratumCount ~= Int($0) }, "a label is of no class")
      try UnsoundContent.unless(
        Set(dataset.classNames).count == dataset.classNames.count, "two classes have one name")
      try UnsoundContent.unless(
        dataset.featureNames.map { $0.count == dataset.featureCount } ?? true, "a feature has no name")
      try UnsoundContent.unless(digest.count == 64, "it has no digest")
      // Values that only single precision does not hold are refused where they are not scaled.
      for scaling in Scaling.allCases where (try? FeatureRounding.refuseOverflow(in: self, scaling: scaling)) != nil {
        // A sparse sample may have a million features.
        let rows = 0..<min(dataset.count, 20, max((1 << 22) / dataset.featureCount, 1))
        let scaled = FeatureScaler(scaling, fittedTo: dataset, rows: rows).scaled(dataset, rows: rows)
        try UnsoundContent.unless(
          scaled.features.allSatisfy(\.isFinite), "a feature is not finite under \(scaling.rawValue)")
      }
    }
    try UnsoundContent.unless(canonicalTest.map { $0.shape == pool.shape } ?? true, "the test set has another shape")
  }
}
