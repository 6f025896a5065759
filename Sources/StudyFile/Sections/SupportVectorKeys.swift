import NeuralNetwork
import Study
import SupportVectorMachines

/// The keys of a model that is a support vector machine.
enum SupportVectorKeys {
  private enum KernelName: String, CaseIterable { case linear, polynomial, rbf }

  private static let machines = Condition(key: "kind", values: [ModelsSection.Kind.svm.rawValue])

  private static func with(_ kernels: KernelName...) -> Condition {
    Condition(key: "kernel", values: kernels.map(\.rawValue))
  }

  private static let positive = NumberRange(over: 0, to: 1e9)

  private static let kernel = Key(
    "kernel", Format<KernelName>.choice(), "Kernel function, which replaces the inner product.", default: .rbf,
    shown: "rbf",
    for: machines)
  private static let c = Key(
    "c", .number(positive), "Penalty on margin violations; smaller values give wider margins.", default: 1, shown: 1,
    for: machines)
  private static let gamma = Key(
    "gamma",
    Format<Double>.number(positive).map { SupportVectorSettings.Gamma.value($0) }.or("scale", .scale).or("auto", .auto),
    "Scale of the kernel: a number, scale (1 / (features × their variance)) or auto (1 / features).",
    default: .scale, shown: "scale", for: with(.polynomial, .rbf))
  private static let degree = Key(
    "degree", .integer(1...100), "Degree of the polynomial.", default: 3, shown: 3, for: with(.polynomial))
  private static let coefficient = Key(
    "coef0", .number(NumberRange(from: -1e9, to: 1e9)), "Constant term of the polynomial.", default: 0, shown: 0,
    for: with(.polynomial))

  private static let epsilon = Key(
    "epsilon", .number(NumberRange(from: 0, to: 1e9)),
    "Errors of a predicted quantity that do not count, in its standard deviations; for data.task: regression only.",
    shown: .number(SupportVectorSettings.usualEpsilon), for: machines)

  /// The keys that can be tuned.
  static let tunable: [(outline: KeyOutline, format: Format<NamedAssignment>)] = [
    (c.outline, c.format.map { NamedAssignment(assignment: .supportVectorMachine(.c($0)), text: "") }),
    (gamma.outline, gamma.format.map { NamedAssignment(assignment: .supportVectorMachine(.gamma($0)), text: "") }),
  ]

  static let outlines = [
    kernel.outline, c.outline, gamma.outline, degree.outline, coefficient.outline, epsilon.outline,
  ]

  /// The settings that the keys of a model give.
  static func read(_ fields: Fields) throws -> SupportVectorSettings {
    let gamma = try fields.value(gamma)
    let kernel: SupportVectorSettings.Kernel =
      switch try fields.value(kernel) {
      case .linear: .linear
      case .polynomial:
        .polynomial(degree: try fields.value(degree), gamma: gamma, coef0: try fields.value(coefficient))
      case .rbf: .rbf(gamma: gamma)
      }
    return SupportVectorSettings(kernel: kernel, c: try fields.value(c), epsilon: try fields.optional(epsilon))
  }

  /// Refuses keys that a network does not have but that the kernel's default would allow.
  static func refuse(in fields: Fields) throws {
    for outline in outlines {
      guard let value = fields[outline.name] else { continue }
      throw value.failureAtKey("does not apply to kind network; only to svm")
    }
  }
}
