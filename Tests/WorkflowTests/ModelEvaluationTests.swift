import Datasets
import Kernels
import NeuralNetwork
import Reporting
import SavedModels
import SeededRandom
import Testing

@testable import Workflow

/// Models scored on data other than their own.
@Suite struct ModelEvaluationTests {
  /// A network that takes the sign of the first of two features, x and y, for the class: `low` or `high`.
  private func model(classNames: [String] = ["low", "high"]) throws -> SavedModel {
    let network = Network<Float>(
      architecture: Architecture(inputs: 2, hidden: [], outputs: 2), activation: .relu, loss: .crossEntropy)
    network.parameters.layers[0].weights[1, 0] = 1
    let pool = try data("x", "y", [(4, 0, 0), (8, 0, 1)], ["low", "high"]).pool
    return SavedModel(
      // The scaler maps 4…8 to 0…1.
      network: network, scaler: FeatureScaler(.unit, fittedTo: pool, rows: 0..<2), classNames: classNames,
      shape: pool.shape, featureNames: pool.featureNames,
      provenance: ModelProvenance(
        data: DataRecipe(
          source: DataSource(name: "csv", path: "none.csv"), digest: "0", test: .drawn(.count(1)),
          validation: .count(0),
          scale: .unit, seed: 1, replicate: 1, size: 1),
        settings: TrainingSettings(), epoch: 1, updates: 1),
      scores: ModelScores(train: nil, validation: nil, test: nil))
  }

  private func data(
    _ first: String, _ second: String, _ rows: [(Float, Float, Int32)], _ classNames: [String]
  ) throws -> LoadedData {
    LoadedData(
      pool: try Dataset(
        name: "csv", features: .floats(rows.flatMap { [$0.0, $0.1] }), shape: .vector(features: 2),
        labels: rows.map(\.2), classNames: classNames, featureNames: [first, second]), provenance: "test")
  }

  private func refusal(_ data: LoadedData, part: DataPart? = nil) throws -> String {
    let model = try model()
    do {
      _ = try ModelEvaluation(model, on: data, part: part)
      return ""
    } catch let error as WorkflowError {
      return error.description
    }
  }

  /// Classes are matched by name, whatever their order in the other data, and features scaled as the model's were.
  @Test func classesAreMatchedByName() throws {
    let rows: [(Float, Float, Int32)] = [(5, 0, 0), (7, 0, 0), (3, 0, 1), (2, 0, 1), (6, 0, 1)]
    let evaluation = try ModelEvaluation(model(), on: data("x", "y", rows, ["high", "low"]), part: nil)
    // Over 4 is high, after scaling over 0: 5 and 7 rightly, 6 wrongly.
    #expect(
      try evaluation.text(.confusion, format: .csv) == "part,class,as low,as high\ntest,low,2,1\ntest,high,0,2\n")
    #expect(
      try evaluation.text(.classes, format: .csv)
        == "part,class,samples,correct,accuracy,mistaken_for,times\n"
        + "test,low,3,2,\(2.0 / 3),high,1\ntest,high,2,2,1.0,,\n")
    #expect(try evaluation.text(.scores, format: .csv).contains(",0.8\n"))
  }

  @Test func otherShapesFeaturesAndClassesAreRefused() throws {
    let row: [(Float, Float, Int32)] = [(1, 2, 0)]
    #expect(try refusal(data("x", "y", row, ["low", "high"])) == "")
    #expect(try refusal(data("y", "x", row, ["low", "high"])).contains("feature 1 of csv is y, but x in the model"))
    #expect(try refusal(data("x", "y", row, ["low", "huge"])).contains("a class huge"))
    #expect(try refusal(data("x", "y", row, ["low", "high"]), part: .train).contains("no train set"))
    let digits = try DataLoader.load(DataSource(name: "digits"), seed: StudySeed(1))
    #expect(try refusal(digits).contains("8×8 grey, and the model takes 2 features"))
  }
}
