#ifndef CJXL_H
#define CJXL_H

#include <jxl/decode.h>
#include <jxl/encode.h>

// libjxl, loaded when it is first asked for: Debian 12 and 13 have it under different names, so a program that is linked to one does not
// start where there is the other or none. What is called is the same in both but for the three functions below.

#define CJXL_FUNCTIONS(F) \
    F(JxlDecoderVersion) F(JxlDecoderCreate) F(JxlDecoderDestroy) F(JxlDecoderSubscribeEvents) F(JxlDecoderSetInput) F(JxlDecoderCloseInput) \
    F(JxlDecoderProcessInput) F(JxlDecoderGetBasicInfo) F(JxlDecoderGetExtraChannelInfo) F(JxlDecoderSetUnpremultiplyAlpha) \
    F(JxlDecoderSetImageOutBuffer) F(JxlDecoderSetDecompressBoxes) F(JxlDecoderGetBoxType) F(JxlDecoderSetBoxBuffer) \
    F(JxlDecoderReleaseBoxBuffer) F(JxlEncoderCreate) F(JxlEncoderDestroy) F(JxlEncoderInitBasicInfo) F(JxlEncoderSetBasicInfo) \
    F(JxlEncoderSetCodestreamLevel) F(JxlEncoderSetColorEncoding) F(JxlEncoderSetICCProfile) F(JxlColorEncodingSetToSRGB) \
    F(JxlEncoderFrameSettingsCreate) F(JxlEncoderFrameSettingsSetOption) F(JxlEncoderSetFrameLossless) F(JxlEncoderSetFrameDistance) \
    F(JxlEncoderUseBoxes) F(JxlEncoderAddBox) F(JxlEncoderAddImageFrame) F(JxlEncoderCloseInput) F(JxlEncoderProcessOutput)

typedef struct {
#define CJXL_FIELD(name) __typeof__(name) *_Nonnull name;
    CJXL_FUNCTIONS(CJXL_FIELD)
#undef CJXL_FIELD
} cjxl_functions;

/// NULL where there is no libjxl that is known.
const cjxl_functions *_Nullable cjxl_load(void);

/// The colors of the samples that the decoder gives: as numbers, where they can be told so, and as an ICC profile, which has so many bytes.
JxlDecoderStatus cjxl_encoding(const JxlDecoder *_Nonnull decoder, JxlColorEncoding *_Nonnull encoding);
JxlDecoderStatus cjxl_profile_size(const JxlDecoder *_Nonnull decoder, size_t *_Nonnull size);
JxlDecoderStatus cjxl_profile(const JxlDecoder *_Nonnull decoder, uint8_t *_Nonnull profile, size_t size);

#endif
