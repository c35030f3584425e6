#ifdef JPEGXL_FORMAT
#include "CJXL.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

static cjxl_functions functions;
static void *encoding_function, *size_function, *profile_function;
static int is_loaded;

static int load_from(void *library) {
#define LOAD(name) \
    functions.name = (__typeof__(name) *)dlsym(library, #name); \
    if (!functions.name) return 0;
    CJXL_FUNCTIONS(LOAD)
    encoding_function = dlsym(library, "JxlDecoderGetColorAsEncodedProfile");
    size_function = dlsym(library, "JxlDecoderGetICCProfileSize");
    profile_function = dlsym(library, "JxlDecoderGetColorAsICCProfile");
    return encoding_function && size_function && profile_function;
}

static void load(void) {
    for (int minor = 11; minor >= 7 && !is_loaded; minor--) {
        char name[24];
        snprintf(name, sizeof name, "libjxl.so.0.%d", minor);
        void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
        is_loaded = library && load_from(library);
    }
}

const cjxl_functions *cjxl_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return is_loaded ? &functions : NULL;
}

// Up to 0.8 they took a format, too, which counted for nothing.
#define CALL(function, type, ...) \
    (functions.JxlDecoderVersion() < 9000 \
         ? ((JxlDecoderStatus(*)(const JxlDecoder *, const void *, JxlColorProfileTarget, type))function)(decoder, NULL, target, __VA_ARGS__) \
         : ((JxlDecoderStatus(*)(const JxlDecoder *, JxlColorProfileTarget, type))function)(decoder, target, __VA_ARGS__))

static const JxlColorProfileTarget target = JXL_COLOR_PROFILE_TARGET_DATA;

JxlDecoderStatus cjxl_encoding(const JxlDecoder *decoder, JxlColorEncoding *encoding) {
    return CALL(encoding_function, JxlColorEncoding *, encoding);
}

JxlDecoderStatus cjxl_profile_size(const JxlDecoder *decoder, size_t *size) { return CALL(size_function, size_t *, size); }

#define BYTES uint8_t *, size_t
JxlDecoderStatus cjxl_profile(const JxlDecoder *decoder, uint8_t *profile, size_t size) {
    return CALL(profile_function, BYTES, profile, size);
}
#else
// Nothing, where the format is left out.
typedef int cjxl_none;
#endif
