import Datasets
import NeuralNetwork

extension SavedModel {
  /// Raised when the meaning of the metadata changes.
  private static let layoutVersion = 1
  /// The most classes that are read: as many as of a CSV file.
  private static let maximumClasses = 1000

  /// The commas and brackets in the JSON of a column of one feature: a name, its one category, and the mark of missing values.
  private static let marksOfColumn = 8

  /// Everything but the parameters.
  func metadata() throws -> ModelMetadata {
    var metadata = ModelMetadata()
    metadata.set("fathom", Self.layoutVersion)
    metadata.set("architecture", Self.text(layers.architecture))
    if layers.architecture.structure.isResidual { metadata.set(LinearLayers.residual, "true") }
    metadata.set("activation", activation.rawValue)
    metadata.set("loss", loss.rawValue)
    if output != .softmax { metadata.set("output", output.rawValue) }
    if let quantity { try metadata.setJSON("quantity", quantity) } else { try metadata.setJSON("classes", classNames) }
    try metadata.setJSON("shape", Self.lengths(shape))
    if let featureNames { try metadata.setJSON("features", featureNames) }
    if let columns { try metadata.setJSON("columns", columns) }
    try metadata.setJSON("scaling", scaler)
    for part in DataPart.allCases {
      metadata.set("\(part.rawValue).loss", scores[part]?.loss)
      for metric in scores[part]?.metrics ?? [] {
        metadata.set("\(part.rawValue).\(metric.name)", scores[part]?[metric])
      }
    }
    provenance.write(to: &metadata)
    return metadata
  }

  /// Puts a model together from the layers of a file and its metadata, if they fit.
  init(_ layers: LinearLayers, _ metadata: ModelMetadata) throws {
    let version: Int = try metadata.value("fathom", "a model written by fathom train or fathom run")
    guard version == Self.layoutVersion else {
      throw metadata.failure("fathom", "\(Self.layoutVersion); use the Fathom that wrote it")
    }
    let architecture = layers.architecture
    let widths: String = try metadata.value("architecture", "the widths of its layers")
    guard widths == Self.text(architecture) else {
      throw metadata.failure("architecture", "\(Self.text(architecture)), as its tensors are")
    }
    self.layers = layers
    activation = try metadata.choice("activation")
    loss = try metadata.choice("loss")
    output = metadata.texts["output"] == nil ? .softmax : try metadata.choice("output")
    if metadata.texts["quantity"] != nil {
      let quantity: PredictedQuantity = try metadata.json("quantity", "JSON with a name and a scaling", atMost: 3)
      guard architecture.outputs == 1, loss == .meanSquaredError,
        QuantityScaler(mean: quantity.scaler.mean, deviation: quantity.scaler.deviation) != nil
      else {
        throw metadata.failure("quantity", "a finite scaling for one output under \(Loss.meanSquaredError.rawValue)")
      }
      (classNames, self.quantity) = ([], quantity)
    } else {
      classNames = try metadata.json("classes", "a JSON list of names", atMost: Self.maximumClasses)
      guard 2...Self.maximumClasses ~= classNames.count, loss.outputs(classes: classNames.count) == architecture.outputs
      else {
        throw metadata.failure("classes", "names for \(architecture.outputs) outputs under \(loss.rawValue)")
      }
    }
    let shape = Self.shape(try metadata.json("shape", "a JSON list of lengths", atMost: 3))
    guard let shape, shape.featureCount == architecture.inputs else {
      throw metadata.failure(
        "shape", "[features] or [channels, height, width] with \(architecture.inputs) features in all")
    }
    self.shape = shape
    if metadata.texts["features"] != nil {
      let names: [String] = try metadata.json(
        "features", "a JSON list of names", atMost: architecture.inputs)
      guard names.count == architecture.inputs else {
        throw metadata.failure("features", "names for \(architecture.inputs) features")
      }
      featureNames = names
    }
    if metadata.texts["columns"] != nil {
      let columns: [TableColumn] = try metadata.json(
        "columns", "a JSON list of columns with their categories", atMost: Self.marksOfColumn * architecture.inputs)
      guard columns.flatMap(\.featureNames) == featureNames else {
        throw metadata.failure("columns", "the columns that its features come from")
      }
      self.columns = columns
    }
    scaler = try metadata.json("scaling", "JSON with offsets and factors", atMost: 4 * architecture.inputs)
    guard scaler.offsets.count == architecture.inputs, scaler.factors.count == architecture.inputs,
      [scaler.powers, scaler.fills].allSatisfy({ $0?.count ?? architecture.inputs == architecture.inputs }),
      (scaler.offsets + scaler.factors + (scaler.powers ?? []) + (scaler.fills ?? [])).allSatisfy(\.isFinite)
    else {
      throw metadata.failure("scaling", "finite offsets, factors, powers and fills for \(architecture.inputs) features")
    }
    func score(_ part: String) throws -> Score? {
      guard let loss: Double = try metadata.optional("\(part).loss", "a number") else { return nil }
      var score = Score(loss: loss)
      for metric in Metric.all { score[metric] = try metadata.optional("\(part).\(metric.name)", "a number") }
      return score
    }
    scores = ModelScores(train: try score("train"), validation: try score("validation"), test: try score("test"))
    provenance = try ModelProvenance(metadata)
  }

  /// The widths of all layers, such as `784-256-128-64-10`.
  private static func text(_ architecture: Architecture) -> String {
    architecture.widths.map { "\($0)" }.joined(separator: "-")
  }

  /// The lengths that an array of samples has after the first, as PyTorch orders them: channels, height, width.
  private static func lengths(_ shape: SampleShape) -> [Int] {
    switch shape {
    case .vector(let features): [features]
    case .image(let width, let height, let channels): [channels, height, width]
    }
  }

  private static func shape(_ lengths: [Int]) -> SampleShape? {
    // So that no product overflows.
    guard lengths.allSatisfy({ 1...LinearLayers.widest ~= $0 }) else { return nil }
    return switch lengths.count {
    case 1: .vector(features: lengths[0])
    case 3: .image(width: lengths[2], height: lengths[1], channels: lengths[0])
    default: nil
    }
  }
}
