/// The list of all data sources.
public enum DatasetCatalogue {
  /// Every source, in the order to list them.
  public static let sources: [CataloguedSource] = [
    CataloguedSource(
      name: "digits", summary: "1,797 handwritten digits, 8×8 grey levels, 10 classes; built in",
      origin: "Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, UCI (1998), "
        + "doi:10.24432/C50P49, CC BY 4.0",
      reader: .digits),
    CataloguedSource(
      name: "mnist", summary: "70,000 handwritten digits, 28×28 grey levels, 10 classes",
      origin: "The MNIST database of handwritten digits, Y. LeCun, C. Cortes and C. Burges (1998)",
      reader: .idx(classNames: (0...9).map(String.init)),
      publishedFiles: PublishedFile.mnist),
    CataloguedSource(
      name: "fashion-mnist", summary: "70,000 pictures of clothing, 28×28 grey levels, 10 classes",
      origin: "Fashion-MNIST, H. Xiao, K. Rasul and R. Vollgraf, arXiv:1708.07747 (2017), Zalando SE, MIT licence",
      reader: .idx(
        classNames: [
          "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
        ]),
      publishedFiles: PublishedFile.fashionMNIST, debianPackage: "dataset-fashion-mnist"),
    CataloguedSource(
      name: "cifar-10", summary: "60,000 colour photographs, 32×32, 10 classes",
      origin: "CIFAR-10, A. Krizhevsky, \"Learning Multiple Layers of Features from Tiny Images\" (2009)",
      reader: .cifar, publishedFiles: PublishedFile.cifar10),
    CataloguedSource(
      name: "csv", summary: "a table: one column of classes or of a quantity, others of numbers or text",
      origin: "a file of your own (data.path, data.target)", reader: .csv),
    CataloguedSource(
      name: "npz",
      summary: "arrays of NumPy: x_train, y_train, x_test and y_test, or x and y; images or rows of numbers",
      origin: "a file of your own (data.path), written by numpy.savez", reader: .npz),
    CataloguedSource(
      name: "libsvm",
      summary: "a sparse table in the format of SVMlight and LIBSVM: a class or a quantity, then column:value",
      origin: "a file of your own (data.path)", reader: .libsvm),
    CataloguedSource(
      name: "circles", summary: "two concentric circles in the plane", origin: "made from the study's seed",
      reader: .synthetic(.circles)),
    CataloguedSource(
      name: "moons", summary: "two interleaving half circles in the plane", origin: "made from the study's seed",
      reader: .synthetic(.moons)),
    CataloguedSource(
      name: "spirals", summary: "spiral arms in the plane, a class each", origin: "made from the study's seed",
      reader: .synthetic(.spirals)),
    CataloguedSource(
      name: "blobs", summary: "normal clouds in the plane, a class each", origin: "made from the study's seed",
      reader: .synthetic(.blobs)),
    CataloguedSource(
      name: "sawtooth", summary: "two classes that alternate along a line, with 2^folds borders",
      origin: "made from the study's seed, after M. Telgarsky, \"Benefits of depth in neural networks\" (2016)",
      reader: .synthetic(.sawtooth)),
  ]

  /// Returns the source called `name`.
  ///
  /// - Throws: ``DataError`` that lists the names if there is no such source.
  public static func source(named name: String) throws -> CataloguedSource {
    guard let source = sources.first(where: { $0.name == name }) else {
      let names = sources.map(\.name).joined(separator: ", ")
      throw DataError("data.source: no source \(quoted(name)); the sources are \(names)")
    }
    return source
  }
}

/// One data source: what it is and which keys of `data` it reads.
public struct CataloguedSource: Sendable {
  /// Name of the source in study files, e.g. `mnist`.
  public let name: String
  /// Description of the data in one line.
  public let summary: String
  /// Author, year, address and licence in one line.
  public let origin: String
  let reader: Reader
  /// The files in which it is published; empty if there is nothing to fetch.
  public var publishedFiles: [PublishedFile] = []
  /// The Debian package that holds it.
  var debianPackage: String?

  /// How a source is read or made.
  enum Reader {
    case digits
    case idx(classNames: [String])
    /// The binary version of CIFAR-10.
    case cifar
    case csv
    case npz
    case libsvm
    case synthetic(SyntheticTask)
  }

  /// Whether the source has a test set of its own; a file of `npz` may have none all the same.
  public var hasCanonicalTest: Bool {
    switch reader {
    case .digits, .idx, .cifar, .npz: true
    case .csv, .libsvm, .synthetic: false
    }
  }

  /// Whether the test set may be in another file.
  public var takesTestFile: Bool {
    switch reader {
    case .csv, .libsvm: true
    case .digits, .idx, .cifar, .npz, .synthetic: false
    }
  }

  /// Whether a column may say which samples are for test.
  public var takesTestColumn: Bool { if case .csv = reader { true } else { false } }

  /// Whether the samples are in a file that the user names.
  public var isOwnFile: Bool {
    switch reader {
    case .csv, .npz, .libsvm: true
    case .digits, .idx, .cifar, .synthetic: false
    }
  }

  /// The keys of `data` that the source reads, besides those that every source has.
  public var keys: [DataSource.Key] {
    switch reader {
    case .digits: []
    case .idx, .cifar: [.path]
    case .npz: [.path, .task]
    case .libsvm: [.path, .task, .firstColumn]
    case .csv:
      [
        .path, .target, .groups, .task, .features, .ignore, .categorical, .missing, .missingValues, .delimiter,
        .decimal,
        .header, .encoding,
      ]
    case .synthetic: DataSource.Key.allCases.filter { defaults.text(of: $0) != nil }
    }
  }

  /// The source with the default value of each of its keys.
  public var defaults: DataSource {
    switch reader {
    case .digits, .idx, .cifar, .npz, .libsvm: DataSource(name: name)
    case .csv: DataSource(name: name, target: DataSource.usualTarget)
    case .synthetic(let task): task.defaults(named: name)
    }
  }

  /// Returns where the data are on this machine; nil if they are missing. A file of the user's own is wherever
  /// `data.path` says.
  public func place(in locations: DataLocations = DataLocations()) -> Place? {
    switch reader {
    case .digits: .builtIn
    case .idx: locations.find(IDXImages.fileNames, of: name, path: nil).map { .folder($0.folder) }
    case .cifar: locations.first(of: name, path: nil, CIFARImages.init(in:)).map { .folder($0.folder) }
    case .csv, .npz, .libsvm: .ownFile
    case .synthetic: .generated
    }
  }

  /// Where the data of a source are.
  public enum Place: Sendable, Equatable, CustomStringConvertible {
    /// Within the program.
    case builtIn
    /// In the folder with this path.
    case folder(String)
    /// In a file that the user names.
    case ownFile
    /// Nowhere; they are generated from the study's seed.
    case generated

    /// A few words for a list of sources; the path for a folder.
    public var description: String {
      switch self {
      case .builtIn: "built in"
      case .folder(let path): path
      case .ownFile: "a file of your own"
      case .generated: "generated"
      }
    }
  }
}
