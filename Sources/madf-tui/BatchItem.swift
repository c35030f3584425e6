/// A photo of a batch, where its mask is, and where its result goes.
struct BatchItem {
    let photo: String
    let mask: String
    let output: String
    /// Whether a result that is there already counts as done: in a batch of several, which may go on after an interruption.
    let skipsFinished: Bool

    /// The items of a command line, in its order; a folder stands for the photographs in it.
    static func items(_ command: MainCommand) throws -> [BatchItem] {
        let photos = try PhotoPath.photos(of: command.photos)
        return photos.map { photo in
            BatchItem(
                photo: photo, mask: Self.mask(command.mask!, of: photo), output: output(command, photo),
                skipsFinished: photos.count > 1 && !command.force && !command.inPlace)
        }
    }

    private static func output(_ command: MainCommand, _ photo: String) -> String {
        if let output = command.output { return output }
        if command.inPlace || photo == "-" { return photo }
        let file = PhotoPath(photo)
        if let folder = command.outputDir { return folder + "/" + file.name }
        return file.removed
    }

    /// A pattern without a folder is looked for beside the photo; in a folder, NAME_mask.png goes before NAME.png.
    private static func mask(_ told: String, of photo: String) -> String {
        let file = PhotoPath(photo)
        if told.contains("{stem}") {
            return (told.contains("/") ? "" : file.folder) + told.replacing("{stem}", with: file.nameStem)
        }
        guard PhotoPath.isFolder(told) else { return told }
        let marked = told + "/" + file.nameStem + "_mask.png", same = told + "/" + file.nameStem + ".png"
        return PhotoPath.exists(marked) || !PhotoPath.exists(same) ? marked : same
    }
}
