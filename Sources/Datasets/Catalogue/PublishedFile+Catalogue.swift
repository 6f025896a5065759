// Sizes and digests of the published files. The addresses of MNIST are those that PyTorch and TensorFlow take it from;
// Fashion-MNIST's and CIFAR-10's are their authors'.

extension PublishedFile {
  /// MNIST. The digests of the packed files are also those of TensorFlow Datasets.
  static let mnist = idx(
    [
      "https://ossci-datasets.s3.amazonaws.com/mnist",
      "https://storage.googleapis.com/cvdf-datasets/mnist",
    ],
    trainImages: (
      9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
      "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"
    ),
    trainLabels: (
      28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
      "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"
    ),
    testImages: (
      1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
      "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"
    ),
    testLabels: (
      4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
      "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"
    ))

  /// Fashion-MNIST, from the authors' repository.
  static let fashionMNIST = idx(
    [
      "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion",
      "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion",
    ],
    trainImages: (
      26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
      "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"
    ),
    trainLabels: (
      29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
      "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"
    ),
    testImages: (
      4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
      "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"
    ),
    testLabels: (
      5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
      "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"
    ))

  /// CIFAR-10, binary version. Readers need the test file, so that it comes last: until then nothing is found.
  static let cifar10 = [
    PublishedFile(
      name: "cifar-10-binary.tar.gz", addresses: ["https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"],
      size: 170_052_171, sha256: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
      form: .tar(folder: "cifar-10-batches-bin"),
      contents: [
        ("data_batch_1.bin", "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5"),
        ("data_batch_2.bin", "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed"),
        ("data_batch_3.bin", "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67"),
        ("data_batch_4.bin", "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48"),
        ("data_batch_5.bin", "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add"),
        ("test_batch.bin", "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"),
      ].map { Content(name: $0.0, size: 10_000 * CIFARImages.recordLength, sha256: $0.1) })
  ]

  /// Size of a packed file, its SHA-256, and that of its content.
  private typealias Facts = (size: Int, packed: String, content: String)

  /// The four IDX files that lie, packed, under each of `addresses`: 60,000 training and 10,000 test images of 28×28.
  private static func idx(
    _ addresses: [String], trainImages: Facts, trainLabels: Facts, testImages: Facts, testLabels: Facts
  ) -> [PublishedFile] {
    let sizes = [16 + 60_000 * 784, 8 + 60_000, 16 + 10_000 * 784, 8 + 10_000]
    let facts = [trainImages, trainLabels, testImages, testLabels]
    return zip(IDXImages.fileNames, zip(sizes, facts)).map { name, file in
      let (size, facts) = file
      return PublishedFile(
        name: name + ".gz", addresses: addresses.map { "\($0)/\(name).gz" }, size: facts.size, sha256: facts.packed,
        form: .gzip, contents: [Content(name: name, size: size, sha256: facts.content)])
    }
  }
}
