import Editing
import Photo
import System
import Terminal
import Workers

/// Opening photos, one after the other.
extension EditorSession {
    /// Opens the photo at `index`, as it was left where it was open before. The one that was seen is kept with all of its work.
    func open(_ index: Int) {
        keepEdited()
        photos.open(index)
        message = nil
        if let back = kept.take(index) {
            edited = back
        } else {
            generations += 1
            edited = EditedPhoto(index: index, generation: generations, recovery: Recovery(folder: folder))
            read(photos.path)
        }
    }

    private func keepEdited() {
        perform(.release)
        guard let editor = edited.editor else {
            edited.reading.cancel()
            return edited.recovery.release()
        }
        let mailbox = mailbox
        edited.recovery.write(editor) { mailbox.send(.failedToKeepWork) }
        kept.keep(edited)
    }

    /// Reads the photo on a thread of its own.
    private func read(_ path: FilePath) {
        let mailbox = mailbox, generation = edited.generation, reading = edited.reading, page = options.page
        // As many pixels as a large terminal shows at once.
        let previewSide = 512
        Thread.detach {
            if Photo.format(at: path) == .jpeg, let small = try? Photo.preview(path: path, maximumSide: previewSide) {
                mailbox.send(.preview(Layer(small), generation: generation))
            }
            Thread.giveWay()
            do {
                let photo = try Photo.load(path: path, page: page, cancellation: reading)
                let editor = Editor(
                    photo: photo.raster, layer: Layer(photo.displayRaster()), display: { photo.displayRaster($0) },
                    removalsBefore: EditedPhoto.removalsBefore(generation))
                mailbox.send(.opened(photo, editor, hash: photo.raster.contentHash, generation: generation))
            } catch {
                mailbox.send(.failedToOpen("\(error)", generation: generation))
            }
        }
    }

    func showPreview(_ layer: Layer, _ generation: Int) {
        guard generation == edited.generation, edited.editor == nil else { return }
        edited.preview = Editor(photo: layer.picture, layer: layer, display: { $0 })
    }

    func take(_ photo: Photo, _ editor: Editor, hash: UInt64, _ generation: Int) {
        guard generation == edited.generation else { return }
        edited.photo = photo
        failedPhotos.remove(edited.index)
        // What is read now is what a save may replace, even where this session has saved over it before.
        if options.replacesSource { saves.results[photos.path] = nil }
        edited.preview = nil
        edited.editor = editor
        perform(
            .prepare(
                tool: options.tool, brush: options.brush, followsZoom: options.brushFollowsZoom, keepsIslands: options.keepsIslands))
        let notes = [photo.warnings, leftOut].compactMap(\.self)
        leftOut = nil
        let isFirst = generation == 1
        message = notes.isEmpty ? isFirst ? greeting : nil : notes.joined(separator: "; ")
        let isBack = kept.takeWritten(edited.index)
        switch edited.recovery.claim(photos.path, photo.raster, hash: hash) {
        case .free: break
        case .leftBehind(let work) where isBack:
            fitPhoto()
            recover(work)
        case .leftBehind(let work):
            prompt = .confirm(question: "work on \(photos.name) was left behind; take it up?", action: .recover(work))
        case .kept(let reason): message = (notes + ["\(reason)"]).joined(separator: "; ")
        case .openElsewhere: message = "\(photos.name) is open in another madf-tui: what it saves is not replaced unasked"
        case .impossible: sayWorkIsNotKept()
        }
        if isBack, saves.quits { saveNext() }
        catchUp()
    }

    private var greeting: String {
        let remove = keys.name(of: .remove), select = keys.name(of: .select)
        let words = [
            "paint or click (\(select)) what should go, then \(remove) removes it",
            "paint or click (\(select)), then \(remove) removes it",
        ]
        // With room for the first hint and the last ones.
        return words.first { TextLine.width($0) + 32 <= screen.columns } ?? "paint, then \(remove) removes it"
    }

    func failToOpen(_ reason: String, _ generation: Int) {
        guard generation == edited.generation else { return }
        if photos.hasSeveral {
            message = reason
            edited.couldNotOpen = true
            failedPhotos.insert(edited.index)
        } else {
            ending = Ending(status: 1, lastWords: reason)
        }
    }

    /// Says, once a session, that unsaved work would not outlive the program.
    func sayWorkIsNotKept() {
        guard !knowsWorkIsNotKept else { return }
        knowsWorkIsNotKept = true
        message = "cannot write to \(StateFolder.name): unsaved work would not outlive a crash"
    }

    func recover(_ work: UnsavedWork) {
        perform(.recover(work.marks, work.result, work.place))
        message = "taken up where it was left"
    }

    /// Goes on by `step` photos.
    func turn(by step: Int) {
        let target = photos.index + step
        guard photos.paths.indices.contains(target) else {
            message = step > 0 ? "this is the last photo" : "this is the first photo"
            return
        }
        leave(for: target)
    }

    /// What the list says of a photo.
    func state(of index: Int) -> String? {
        if index == edited.index && edited.isUnsaved || kept.unsaved.contains(index) { return "unsaved" }
        if failedPhotos.contains(index) { return "cannot open" }
        return saves.results.values.contains { $0.photo == index } || !options.replacesSource && isDone(photos.paths[index]) ? "done" : nil
    }

    /// Whether a result was saved before.
    private func isDone(_ photo: FilePath) -> Bool { result(of: photo, Photo.format(at: photo)).exists }

    /// Does what was asked for in the list of photos; the one that is open stays as it is.
    func take(_ outcome: PhotoList.Outcome) {
        switch outcome {
        case .none: break
        case .suspend: suspend()
        case .closed:
            photos.hideList()
            if !photos.isOpen { quit() }
        case .open(let target):
            photos.hideList()
            if target != photos.index || !photos.isOpen { leave(for: target) }
        }
    }

    /// Opens another photo.
    private func leave(for target: Int) {
        // Where the save fails, what is to be asked is of the photo that is seen.
        if saves.isRunning { return message = "the save goes on; go to another photo when it is done" }
        open(target)
    }
}
