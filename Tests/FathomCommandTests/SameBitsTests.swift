import Foundation
import TestSupport
import Testing

/// Whole studies, trained with different kernels beside each other: their digests are the same.
@Suite(.serialized) struct SameBitsTests {
  private let folder: TemporaryFolder
  private let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
  }

  private static let studies = [
    // Losses, activations, optimisers and initial weights, in the plane.
    "plane": """
    name: plane
    data: {source: spirals, samples: 150, test: 0.3, scale: none}
    sizes: [23]
    replicates: 1
    models: {small: {hidden: [5]}, deep: {hidden: [17, 33]}}
    training: {epochs: 2, l2: 0.001, decay: 0.9, learning-rate: 0.03, initialiser: kaiming-normal}
    vary:
      activation: [relu, sigmoid, tanh]
      loss: [cross-entropy, mean-squared-error, binary-cross-entropy]
      optimiser: [sgd, momentum, nesterov, adam]
      batch: [1, 10]
    record: {batch-loss: true}
    """,
    // Images, some of whose pixels are often zero; precisions, engines and batches of all shapes.
    "images": """
    name: images
    data: {source: digits, test: 0.2, scale: standardise}
    sizes: [61]
    replicates: 2
    models: {deep: {hidden: [40, 20]}, linear: {hidden: []}}
    training: {epochs: 3, initialiser: xavier-normal}
    vary:
      loss: [cross-entropy, mean-squared-error]
      batch: [1, 3, 16, full]
      precision: [single, double]
      engine: [backprop, autodiff]
    record: {batch-loss: true}
    """,
    // What is no number looks different on different processors.
    "divergence": """
    name: divergence
    data: {source: digits, test: 0.2, scale: unit}
    sizes: [61]
    replicates: 2
    models: {deep: {hidden: [40, 20]}}
    training: {epochs: 3, learning-rate: 10000}
    vary: {precision: [single, double]}
    record: {batch-loss: true}
    """,
  ]

  private func digest(_ results: String) throws -> String {
    let text = try fathom.run("status", results).output
    return String(try #require(text.firstMatch(of: /digest ([0-9a-f]{64})/)).output.1)
  }

  /// The kernels that this processor can run, beside those for any.
  private func faster() throws -> [String] {
    try ["avx2", "avx512"].filter { name in
      let outcome = try fathom.run(
        "bench", "--hidden", "4", "--source", "circles", "--epochs", "1", environment: kernels(name))
      #expect(outcome.status == 0 || outcome.errors.contains("cannot run it"))
      return outcome.status == 0
    }
  }

  private func kernels(_ name: String) -> [String: String] { ["FATHOM_KERNELS": name] }

  @Test(arguments: studies.keys.sorted()) func everyKernelGivesTheSameDigest(study: String) throws {
    try #require(Self.studies[study]).write(to: folder.file("study.yaml"), atomically: true, encoding: .utf8)
    func trained(_ name: String, _ environment: [String: String] = [:]) throws -> String {
      let outcome = try fathom.run(
        "run", "study.yaml", "-o", name, "--shard", "1/1", environment: kernels(name).merging(environment) { $1 })
      #expect(outcome.status == 0, "\(name): \(outcome.errors)")
      return try digest("\(name)/shards/1-of-1")
    }
    // GNU's C library has functions of its own, such as exp, for processors with fused multiply-add.
    let expected = try trained("portable", ["GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4"])
    for name in try faster() { #expect(try trained(name) == expected, "\(name)") }
  }

  /// What one machine has begun, another continues.
  @Test func kernelsMayChangeOnTheWay() throws {
    try StudyTexts.medium.write(to: folder.file("long.yaml"), atomically: true, encoding: .utf8)
    let arguments = ["long.yaml", "--shard", "1/1", "-o"]
    #expect(try fathom.run("run", arguments + ["whole"]).status == 0)
    let begun = try fathom.run("run", arguments + ["parts", "--for", "0.3s"], environment: kernels("portable"))
    #expect(begun.status == 130)
    #expect(try fathom.run("run", arguments + ["parts"]).status == 0)
    #expect(try digest("parts/shards/1-of-1") == digest("whole/shards/1-of-1"))
  }
}
