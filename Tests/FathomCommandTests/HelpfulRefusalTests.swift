import Foundation
import TestSupport
import Testing

/// Refusals that name the way out.
@Suite(.enabled(if: hasGnuplot, "needs gnuplot")) struct HelpfulRefusalTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
  }

  private func write(_ text: String, _ name: String) throws {
    try text.write(to: folder.file(name), atomically: true, encoding: .utf8)
  }

  @Test func aFolderOfResultsListsThem() throws {
    try write(StudyTexts.quick, "quick.yaml")
    for name in ["one", "two"] { #expect(try fathom.run("run", "quick.yaml", "-o", "all/\(name)").status == 0) }
    for command in ["status", "gaps", "plot"] {
      let errors = try fathom.run(command, "all").errors
      #expect(errors.contains("all: holds several results folders; name one of them: one, two"), "\(errors)")
    }
  }

  @Test func aFolderOfAnotherStudyNamesReuse() throws {
    try write(StudyTexts.quick, "quick.yaml")
    #expect(try fathom.run("run", "quick.yaml", "-o", "out").status == 0)
    try write(StudyTexts.quick.replacing("name: quick", with: "name: other"), "other.yaml")
    let errors = try fathom.run("run", "other.yaml", "-o", "out").errors
    #expect(errors.contains("choose another folder with -o (--reuse out takes over"), "\(errors)")
    #expect(try fathom.run("run", "other.yaml", "-o", "new", "--reuse", "out").status == 0)
  }

  @Test func aStudyFileIsNoModel() throws {
    try write(StudyTexts.quick, "quick.yaml")
    let evaluated = try fathom.run("evaluate", "quick.yaml")
    #expect(evaluated.errors.contains("quick.yaml: is a study file and no model; fathom train"), "\(evaluated.errors)")
  }

  /// Of an earlier run with fewer epochs, plans say what becomes.
  @Test func aPlanOfMoreEpochsSaysThatRunsGoOn() throws {
    let text = """
      name: more
      data: {source: digits, test: 400}
      sizes: [50]
      replicates: 2
      models: {shallow: {hidden: [8]}}
      training: {epochs: 3}
      stopping: [{rule: none}]
      """
    try write(text, "more.yaml")
    #expect(try fathom.run("run", "more.yaml", "-o", "out").status == 0)
    try write(text.replacing("epochs: 3", with: "epochs: 5"), "more.yaml")
    let plan = try fathom.run("plan", "more.yaml", "-o", "out").output
    #expect(plan.contains("the number of epochs has changed: 2 runs go on from the last epoch"), "\(plan)")
  }

  /// Names of measures that other programs have.
  @Test(arguments: [
    ("validation-f1", "validation-macro-f1"), ("val-auc", "validation-roc-auc"), ("train-f1-score", "train-macro-f1"),
    ("val_bacc", "validation-balanced-accuracy"), ("validation-acuracy", "validation-accuracy"),
  ]) func measuresAreMeantByOtherNames(name: String, meant: String) throws {
    try write(
      StudyTexts.quick.replacing(
        "- {rule: patience, epochs: 5}", with: "- {rule: target, metric: \(name), threshold: 0.9}"),
      "f1.yaml")
    let errors = try fathom.run("plan", "f1.yaml").errors
    #expect(errors.contains("did you mean \(meant)?"), "\(errors)")
  }
}
