import Datasets
import NeuralNetwork
import Reporting
import SavedModels

/// How a model does on its data, as tables.
enum ModelTables {
  /// The scores of a model on one part of some data, and those that its file reports.
  struct PartScore {
    var part: String
    var samples: Int
    var score: Score
    var reported: Score?
  }

  /// Loss and `measured` metrics of each part; reported scores have columns only if they are known.
  ///
  /// Values in the unit of the data have as many decimals as the smallest needs.
  static func scores(_ parts: [PartScore], _ measured: [Metric]) -> Table {
    let metrics = Metric.all.filter(measured.contains).map { metric in
      let values = parts.flatMap { [$0.score, $0.reported].compactMap { $0?[metric] } }.filter { $0 > 0 }
      return values.min().map(metric.shown(forValuesOf:)) ?? metric
    }
    let columns = [Table.Column("loss", .loss)] + metrics.map { Table.Column($0.columnName, $0.display) }
    func cells(_ score: Score?) -> [Table.Cell] {
      [Table.Cell(score?.loss)] + metrics.map { Table.Cell(score?[$0]) }
    }
    let isReported = parts.contains { $0.reported != nil }
    return Table(
      columns: [Table.Column("part"), Table.Column("samples")] + columns
        + (isReported ? columns.map { Table.Column("reported_" + $0.name, $0.display) } : []),
      rows: parts.map { part in
        [.text(part.part), .integer(part.samples)] + cells(part.score) + (isReported ? cells(part.reported) : [])
      })
  }

  /// The accuracy of each class, and what its samples are most often mistaken for.
  static func classes(_ parts: [(part: String, matrix: ConfusionMatrix)], names: [String]) -> Table {
    Table(
      columns: [
        Table.Column("part"), Table.Column("class"), Table.Column("samples"), Table.Column("correct"),
        Table.Column("accuracy", .percent), Table.Column("mistaken_for"), Table.Column("times"),
      ],
      rows: parts.flatMap { part, matrix in
        names.indices.map { index in
          let (samples, correct) = (matrix.samples[index], matrix.correct[index])
          let wrong = names.indices.filter { $0 != index && matrix.counts[index][$0] > 0 }
          let worst = wrong.max { (matrix.counts[index][$0], $1) < (matrix.counts[index][$1], $0) }
          return [
            .text(part), .text(names[index]), .integer(samples), .integer(correct),
            Table.Cell(samples > 0 ? Double(correct) / Double(samples) : nil),
            worst.map { .text(names[$0]) } ?? .missing, Table.Cell(worst.map { matrix.counts[index][$0] }),
          ]
        }
      })
  }

  /// The number of samples of each class (a row) taken for each class (a column), and the number whose
  /// outputs are infinite or no number.
  static func confusion(_ parts: [(part: String, matrix: ConfusionMatrix)], names: [String]) -> Table {
    let hasNone = parts.contains { $0.matrix.unassigned.contains { $0 > 0 } }
    return Table(
      columns: [Table.Column("part"), Table.Column("class")] + names.map { Table.Column(ofData: "as " + $0) }
        + (hasNone ? [Table.Column("not_finite")] : []),
      rows: parts.flatMap { part, matrix in
        names.indices.map { index in
          [.text(part), .text(names[index])]
            + (matrix.counts[index] + (hasNone ? [matrix.unassigned[index]] : [])).map { Table.Cell.integer($0) }
        }
      })
  }

  /// What a model's network gives for the samples of one part of some data.
  struct PartPrediction {
    var part: String
    /// The line of each sample in its file; nil if there is none.
    var lines: [Int32]?
    /// The place of each sample in its data.
    var rows: [Int]
    /// Of each sample the class of the largest output, and all outputs as probabilities or as they are; of a quantity the
    /// quantity.
    var outputs: [(predicted: Int32, values: [Double])]
    /// The class or quantity that the data give for each sample; nil if they give none for any.
    var truths: [Table.Cell]?

    /// How many predictions are infinite or no number.
    var notFinite: Int { outputs.count { !$0.values.allSatisfy(\.isFinite) } }
  }

  /// The predicted class of each sample with what the network gives for every class, or the predicted quantity. A sample is
  /// named by its line in the file or, if there is none, by its number in its data, from 1. A column has the truth, where the data give it. A
  /// prediction that is not finite has empty cells.
  static func predictions(_ parts: [PartPrediction], of model: SavedModel) -> Table {
    let isInFile = parts.allSatisfy { $0.lines != nil }
    let classes = model.quantity == nil ? model.classNames : []
    let hasTruths = parts.contains { $0.truths != nil }
    return Table(
      columns: (parts.count > 1 ? [Table.Column("part")] : []) + [Table.Column(isInFile ? "line" : "sample")]
        + (hasTruths ? [Table.Column("truth")] : []) + [Table.Column("predicted")]
        + classes.map { Table.Column(ofData: "p " + $0) },
      rows: parts.flatMap { part in
        part.outputs.enumerated().map { place, output in
          let prediction: [Table.Cell] =
            if model.quantity != nil {
              [Table.Cell(output.values.first)]
            } else {
              [output.values.allSatisfy(\.isFinite) ? .text(classes[Int(output.predicted)]) : .missing]
                + output.values.map { Table.Cell($0) }
            }
          return (parts.count > 1 ? [.text(part.part)] : [])
            + [.integer(part.lines.map { Int($0[place]) } ?? part.rows[place] + 1)]
            + (hasTruths ? [part.truths?[place] ?? .missing] : []) + prediction
        }
      })
  }
}
