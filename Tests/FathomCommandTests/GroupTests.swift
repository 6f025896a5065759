import DurableFiles
import Foundation
import SeededRandom
import TestSupport
import Testing

/// A study of ten scans of each patient: the label is that of the patient, and nothing in the scans tells of it but who
/// they are of.
@Suite(.serialized, .enabled(if: hasGnuplot, "needs gnuplot"))
struct GroupTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
    var generator = SeededGenerator(key: 13)
    var rows: [String] = []
    for patient in 0..<60 {
      let label = patient % 2 == 0 ? "ill" : "well"
      let center = (0..<6).map { _ in generator.normal() }
      for _ in 0..<8 + patient % 5 {
        let scan = center.map { "\($0 + 0.1 * generator.normal())" }
        rows.append((["\(patient)"] + scan + [label]).joined(separator: ","))
      }
    }
    generator.shuffle(&rows)
    let text = (["patient,f1,f2,f3,f4,f5,f6,label"] + rows).joined(separator: "\n")
    try Data(text.utf8).write(to: folder.file("scans.csv"))
    // The same table without the column of patients.
    let without = text.split(separator: "\n").map { $0.split(separator: ",").dropFirst().joined(separator: ",") }
    try Data(without.joined(separator: "\n").utf8).write(to: folder.file("rows.csv"))
  }

  private func study(_ name: String, _ data: String, sizes: String = "[100, 300]") throws -> String {
    let text = """
      name: \(name)
      data: {source: csv, \(data), test: 0.3, scale: standardise}
      sizes: \(sizes)
      replicates: 5
      models: {shallow: {hidden: [32]}}
      training: {learning-rate: 0.1, batch: 16, epochs: 100}
      stopping: [{rule: none}]
      figures: [learning-curves]
      """
    try Data(text.utf8).write(to: folder.file("\(name).yaml"))
    return "\(name).yaml"
  }

  /// The mean test accuracy over replicates at the largest size.
  private func accuracy(_ name: String) throws -> Double {
    let table = try TimelessTable(folder.file("results/\(name)/tables/trials.tsv"))
    let columns = table.rows[0]
    let (size, accuracy) = (
      try #require(columns.firstIndex(of: "size")), try #require(columns.firstIndex(of: "test_accuracy"))
    )
    let values = table.rows.dropFirst().filter { $0[size] == "300" }.compactMap { Double($0[accuracy]) }
    #expect(values.count == 5)
    return values.reduce(0, +) / Double(values.count)
  }

  @Test func whatIsOnlyKnownOfPatientsIsNotLearnt() throws {
    let whole = try study("whole", "path: scans.csv, groups: patient")
    let run = try fathom.run("run", whole)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try 0.35...0.65 ~= accuracy("whole"))
    #expect(try fathom.run("run", whole).output.contains("Nothing was missing"))
    #expect(try fathom.run("run", study("divided", "path: rows.csv")).status == 0)
    #expect(try accuracy("divided") > 0.8)
    // Without the column, patients are divided, which is another study.
    let refused = try fathom.run("run", study("whole", "path: scans.csv"))
    #expect(refused.status == 1 && refused.errors.contains("data.groups"), "\(refused.errors)")
  }

  @Test func theDivisionIsSaid() throws {
    let words =
      #"60 of 8 to 12 samples; test sets of \d+ to \d+ samples in 1\d to \d\d of them; validation sets of \d+"#
    let file = try study("whole", "path: scans.csv, groups: patient")
    for command in [["plan", file], ["data", "info", file]] {
      let pattern = try Regex("groups +" + words)
      let said = try fathom.run(command[0], Array(command.dropFirst()))
      #expect(said.status == 0 && said.output.contains(pattern), "\(said.output)\(said.errors)")
    }
    let info = try fathom.run("data", "info", "scans.csv", "--groups", "patient")
    #expect(info.output.contains("groups    60 of 8 to 12 samples\n") && info.output.contains("6 features"))
    let unknown = try fathom.run("data", "info", file, "--groups", "patien")
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains(#"no column "patien" (data.groups); did you mean "patient"?"#), "\(unknown.errors)")
    let tooLarge = try fathom.run("plan", study("large", "path: scans.csv, groups: patient", sizes: "[400]"))
    #expect(tooLarge.errors.contains("in every replicate, with whole groups held out (data.groups)"))
  }

  @Test func oneNetworkIsTrainedOnWholePatients() throws {
    let data = ["--data", "scans.csv", "--groups", "patient", "--test", "0.3"]
    let trained = try fathom.run("train", data + ["--hidden", "8", "--epochs", "3", "-o", "m.safetensors"])
    #expect(trained.status == 0, "\(trained.errors)")
    let scored = try fathom.run("evaluate", "m.safetensors")
    #expect(scored.output.contains("Equal to the reported scores in every bit."), "\(scored.errors)")
    let other = try fathom.run("evaluate", "m.safetensors", "--data", "scans.csv")
    #expect(other.status == 0 && other.output.contains("600"), "\(other.errors)")
    for option in ["--groups", "--features", "--ignore", "--categorical"] {
      let vain = try fathom.run("evaluate", "m.safetensors", "--data", "scans.csv", option, "patient")
      #expect(vain.status == 1 && vain.errors.contains("\(option): the model has columns of its own"), "\(vain.errors)")
    }
    let seeded = try fathom.run("evaluate", "m.safetensors", "--data", "scans.csv", "--seed", "3")
    #expect(seeded.status == 1 && seeded.errors.contains("--seed: is for data that are generated, and csv is not"))
    let all = try study("all", "path: scans.csv, groups: patient", sizes: "all")
    let planned = try fathom.run("plan", all).output
    let size = try #require(planned.split(separator: "\n").first { $0.contains("sizes") }?.split(separator: " ").last)
    let alone = try fathom.run("train", [all, "--replicate", "3", "--format", "tsv", "-o", "n.safetensors"])
    #expect(alone.output.contains("train\t\(size)\t"), "\(alone.output) \(alone.errors)")
  }
}
