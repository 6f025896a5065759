import Foundation
public import NeuralNetwork
public import Study

/// Networks that differ in the width of their layers alone: of one depth and structure, all layers of a network equally
/// wide.
public struct WidthFamily: Sendable, Equatable {
  /// One network.
  public struct Member: Sendable, Equatable {
    /// Position of the model in the study file, from 0.
    public var modelIndex: Int
    /// Name of the model.
    public var model: String
    /// Units of each hidden layer.
    public var width: Int
    /// Number of parameters; nil if it is not known.
    public var parameters: Int?
  }

  /// Number of hidden layers, at least 1.
  public var depth: Int
  /// Normalisation and skip connections.
  public var structure: LayerStructure
  /// The networks, from the narrowest to the widest, no two equally wide.
  public var members: [Member]

  /// Fewer widths are no curve.
  static let fewestWidths = 3

  /// The families of at least three widths in a study whose curves have these keys, by depth.
  public static func all(_ keys: [CurveKey], of study: StudyDescription) -> [WidthFamily] {
    var families: [WidthFamily] = []
    var seen: Set<Int> = []
    for key in keys.sorted(by: { $0.modelIndex < $1.modelIndex }) where seen.insert(key.modelIndex).inserted {
      guard let hidden = key.hidden, let width = hidden.first, hidden.allSatisfy({ $0 == width }) else { continue }
      let structure = study.layers(ofModelAt: key.modelIndex)?.structure ?? .plain
      let member = Member(modelIndex: key.modelIndex, model: key.model, width: width, parameters: key.parameters)
      if let index = families.firstIndex(where: { $0.depth == hidden.count && $0.structure == structure }) {
        if !families[index].members.contains(where: { $0.width == width }) { families[index].members.append(member) }
      } else {
        families.append(WidthFamily(depth: hidden.count, structure: structure, members: [member]))
      }
    }
    return families.filter { $0.members.count >= fewestWidths }.map { family in
      var family = family
      family.members.sort { $0.width < $1.width }
      return family
    }.sorted { $0.depth < $1.depth }
  }

  /// The parameters of a network with layers of w units are k + a·w + b·w², where k is the number of its outputs and b the
  /// number of products between hidden layers.
  private var coefficients: (outputs: Double, linear: Double, square: Double)? {
    guard let first = members.first, let last = members.last, first.width < last.width else { return nil }
    let square = Double(depth - 1)
    func rest(_ member: Member) -> Double? {
      member.parameters.map { Double($0) - square * Double(member.width) * Double(member.width) }
    }
    guard let least = rest(first), let most = rest(last) else { return nil }
    let linear = (most - least) / Double(last.width - first.width)
    return (least - linear * Double(first.width), linear, square)
  }

  /// Number of outputs of the networks; nil if their parameters are not known, or not those of such networks.
  public var outputs: Int? {
    coefficients.flatMap { found in
      let outputs = found.outputs.rounded()
      return abs(found.outputs - outputs) < 1e-6 && outputs >= 1 && outputs < 1e9 ? Int(outputs) : nil
    }
  }

  /// Returns the width, not rounded, at which a network has as many parameters as `count`; nil if it is not positive.
  public func width(ofParameters count: Double) -> Double? {
    guard let (outputs, linear, square) = coefficients, linear > 0, count > outputs else { return nil }
    let wanted = count - outputs
    // 2c / (b + √(b² + 4ac)) solves a w² + b w = c without cancellation, and for a = 0, too.
    let width = 2 * wanted / (linear + (linear * linear + 4 * square * wanted).squareRoot())
    return width.isFinite && width > 0 ? width : nil
  }
}
