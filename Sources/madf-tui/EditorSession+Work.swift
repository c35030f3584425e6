import Editing
import Glibc
import Inpainting
import Masks
import Photo
import Workers

/// What is done on threads of its own, so that keys are answered meanwhile.
extension EditorSession {
    func openPhoto() {
        let path = path, mailbox = mailbox
        // As many pixels as a large terminal shows at once.
        let previewSide = 1_024
        Thread.detach {
            if isJPEG(path), let small = try? Photo.preview(path: path, maximumSide: previewSide) { mailbox.send(.preview(Layer(small))) }
            do {
                let photo = try Photo.load(path: path)
                mailbox.send(.opened(OpenedPhoto(photo: photo, layer: Layer(photo.displayRaster()))))
            } catch {
                mailbox.send(.failedToOpen("\(error)"))
            }
        }
    }

    func loadEngine() {
        let options = options, mailbox = mailbox
        Thread.detach {
            do {
                mailbox.send(.engineReady(try InpaintingEngine.make(options: options)))
            } catch {
                mailbox.send(.engineFailed("\(error)"))
            }
        }
    }

    func start(_ engine: any FillEngine, removal: Int, on photo: Raster, mask: Mask) {
        let cancellation = Cancellation(), mailbox = mailbox
        self.cancellation = cancellation
        progress = (0, "starting")
        Thread.detach {
            var failure: String?
            do {
                try engine.fill(
                    photo, mask: mask, cancellation: cancellation,
                    onProgress: { mailbox.send(.progress(removal: removal, share: $0, phase: $1)) },
                    onStage: { mailbox.send(.stage(removal: removal, $0)) })
            } catch is Cancelled {
            } catch {
                failure = "\(error)"
            }
            mailbox.send(.removalEnded(removal: removal, failure: failure))
        }
    }
}

/// Whether a file begins as a JPEG does: these have a quick preview, all else is read once and whole.
private func isJPEG(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return false }
    defer { close(file) }
    var start: [UInt8] = [0, 0]
    return read(file, &start, 2) == 2 && start == [0xff, 0xd8]
}
