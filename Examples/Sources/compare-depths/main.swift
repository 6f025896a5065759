// A study without the command line: does a second hidden layer help on a spiral? Trains, compares, draws.
import Fathom
import Foundation

// What a study file would say.
var settings = TrainingSettings()
settings.activation = .tanh
settings.optimiser = .defaultAdam
settings.learningRate = 0.01
settings.epochs = 60
let study = StudyDescription(
  name: "spirals", title: "One hidden layer or two, on spirals",
  data: StudyData(
    source: DataSource(name: "spirals", samples: 600, noise: 0.1, classes: 2), test: .drawn(.count(200)),
    validation: .count(0), scale: .standardise),
  sizes: .list([50, 100, 200, 400]), replicates: 8, seed: 2026,
  models: [Model(name: "shallow", hidden: .widths([32])), Model(name: "deep", hidden: .widths([32, 32]))],
  training: settings, stopping: [StoppingSpecification(name: "none", rules: [.none])], vary: [], figures: nil)

// Load the data, plan, train on two cores. A store keeps what is finished; TrialStorage has one in a file, which resumes.
let data = try DataLoader.load(study.data.source, test: study.data.test, seed: StudySeed(study.seed))
let plan = try StudyPlan(study: study, facts: DataFacts(data, study: study))
let store = InMemoryTrialStore()
let progress = try StudyRunner(plan: plan, data: data, store: store, jobs: 2)
  .run(cancellation: Cancellation()) { _ in }
print("\(progress.finished) of \(progress.total) training runs finished")

// Everything that tables, figures and findings are made from, as plain values.
let results = StudyResults(study: study, trajectories: store.results())
let analysis = StudyAnalysis(results)
for comparison in analysis.comparisons {
  guard let difference = comparison.difference else { continue }
  let points = [difference.mean, difference.low, difference.high].map { "\((1000 * $0).rounded() / 10)" }
  print("n = \(comparison.size): \(points[0]) points (\(points[1]) to \(points[2])): \(comparison.verdict)")
}
for sentence in Findings(analysis).sentences { print("- \(sentence)") }

// One table and two figures, in the folder that the first argument names.
let folder = URL(filePath: CommandLine.arguments.dropFirst().first ?? "spirals")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
try TableFormat.tsv.write(ResultTable.verdicts.table(results, analysis))
  .write(to: folder.appending(path: "verdicts.tsv"), atomically: true, encoding: .utf8)
for figure in FigureKind.figures(of: analysis) where ["learning-curves", "verdicts"].contains(figure.name) {
  for picture in try figure.write(to: folder, formats: [.svg]) { print("drawn: \(picture.lastPathComponent)") }
}
