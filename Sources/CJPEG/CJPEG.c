#include "CJPEG.h"
#include <jerror.h>
#include <errno.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#define TEXT(tokens) #tokens
#define EXPANDED_TEXT(tokens) TEXT(tokens)

#ifdef LIBJPEG_TURBO_VERSION
const char *cjpeg_version(void) { return "libjpeg-turbo " EXPANDED_TEXT(LIBJPEG_TURBO_VERSION); }
#else
const char *cjpeg_version(void) { return "libjpeg " EXPANDED_TEXT(JPEG_LIB_VERSION); }
#endif

typedef struct {
    struct jpeg_error_mgr manager;
    struct jpeg_progress_mgr progress;
    jmp_buf escape;
    cjpeg_problem *problem;
    int scan_limit;
} guard;

struct cjpeg_reader {
    struct jpeg_decompress_struct info;
    guard guard;
    cjpeg_problem problem;
    jvirt_barray_ptr *coefficients;
};

static void fail(j_common_ptr info) {
    guard *guarded = (guard *)info->err;
    cjpeg_problem *problem = guarded->problem;
    int code = info->err->msg_code;
    if (code == JERR_FILE_WRITE) problem->write_error = errno ? errno : EIO;
    problem->out_of_memory |= code == JERR_OUT_OF_MEMORY;
    info->err->format_message(info, problem->message);
    problem->unsupported |= code == JERR_SOF_UNSUPPORTED || code == JERR_BAD_PRECISION ||
        code == JERR_FRACT_SAMPLE_NOTIMPL || code == JERR_CCIR601_NOTIMPL || code == JERR_ARITH_NOTIMPL ||
        code == JERR_CONVERSION_NOTIMPL;
    longjmp(guarded->escape, 1);
}

static void take_message(j_common_ptr info, int level) {
    cjpeg_problem *problem = ((guard *)info->err)->problem;
    if (level >= 0) return;
    if (problem->warnings++ == 0) info->err->format_message(info, problem->warning);
    problem->file_ended |= info->err->msg_code == JWRN_JPEG_EOF;
    problem->data_missing |= info->err->msg_code == JWRN_HIT_MARKER;
}

static void say_nothing(j_common_ptr info) { (void)info; }

static void count_scans(j_common_ptr info) {
    guard *guarded = (guard *)info->err;
    if (!info->is_decompressor || ((j_decompress_ptr)info)->input_scan_number <= guarded->scan_limit) return;
    guarded->problem->too_many_scans = 1;
    strcpy(guarded->problem->message, "too many scans");
    longjmp(guarded->escape, 1);
}

static struct jpeg_error_mgr *arm(guard *guarded, cjpeg_problem *problem) {
    jpeg_std_error(&guarded->manager);
    guarded->manager.error_exit = fail;
    guarded->manager.emit_message = take_message;
    guarded->manager.output_message = say_nothing;
    guarded->problem = problem;
    return &guarded->manager;
}

cjpeg_reader *cjpeg_reader_create(const uint8_t *bytes, size_t count, int scan_limit) {
    cjpeg_reader *reader = calloc(1, sizeof *reader);
    if (!reader) return NULL;
    reader->info.err = arm(&reader->guard, &reader->problem);
    if (setjmp(reader->guard.escape)) {
        cjpeg_reader_destroy(reader);
        return NULL;
    }
    jpeg_create_decompress(&reader->info);
    reader->guard.scan_limit = scan_limit;
    reader->guard.progress.progress_monitor = count_scans;
    reader->info.progress = &reader->guard.progress;
    jpeg_mem_src(&reader->info, bytes, count);
    return reader;
}

void cjpeg_limit_scans(cjpeg_reader *reader, int scan_limit) { reader->guard.scan_limit = scan_limit; }

void cjpeg_reader_destroy(cjpeg_reader *reader) {
    jpeg_destroy_decompress(&reader->info);
    free(reader);
}

struct jpeg_decompress_struct *cjpeg_reader_info(cjpeg_reader *reader) { return &reader->info; }
const cjpeg_problem *cjpeg_reader_problem(cjpeg_reader *reader) { return &reader->problem; }

int cjpeg_read_header(cjpeg_reader *reader) {
    if (setjmp(reader->guard.escape)) return -1;
    jpeg_read_header(&reader->info, TRUE);
    return 0;
}

int cjpeg_start(cjpeg_reader *reader, J_COLOR_SPACE space, int denominator) {
    if (setjmp(reader->guard.escape)) return -1;
    reader->info.out_color_space = space;
    reader->info.scale_num = 1;
    reader->info.scale_denom = denominator;
    // Smoothing guesses at what an incomplete file lacks, across blocks; show what is there.
    reader->info.do_block_smoothing = FALSE;
    jpeg_start_decompress(&reader->info);
    return 0;
}

int cjpeg_read_rows(cjpeg_reader *reader, uint8_t *rows, size_t stride, int count) {
    if (setjmp(reader->guard.escape)) return -1;
    for (int row = 0; row < count; row++) {
        JSAMPROW target = rows + (size_t)row * stride;
        jpeg_read_scanlines(&reader->info, &target, 1);
    }
    return 0;
}

void cjpeg_read_end(cjpeg_reader *reader) {
    if (setjmp(reader->guard.escape)) {
        cjpeg_problem *problem = &reader->problem;
        if (problem->warnings++ == 0) strcpy(problem->warning, problem->message);
        return;
    }
    int state;
    do state = jpeg_consume_input(&reader->info);
    while (state != JPEG_REACHED_EOI && state != JPEG_SUSPENDED);
}

/// The table that a component names; NULL where there is none: the library takes any number until it decodes.
static JQUANT_TBL *named_table(j_decompress_ptr info, const jpeg_component_info *component) {
    int slot = component->quant_tbl_no;
    return slot >= 0 && slot < NUM_QUANT_TBLS ? info->quant_tbl_ptrs[slot] : NULL;
}

int cjpeg_lacks_table(cjpeg_reader *reader) {
    for (int index = 0; index < reader->info.num_components; index++) {
        jpeg_component_info *component = &reader->info.comp_info[index];
        if (!component->quant_table && !named_table(&reader->info, component)) return 1;
    }
    return 0;
}

int cjpeg_is_incomplete(cjpeg_reader *reader) {
    if (!reader->info.coef_bits) return 0;
    for (int component = 0; component < reader->info.num_components; component++)
        for (int index = 0; index < DCTSIZE2; index++)
            if (reader->info.coef_bits[component][index] != 0) return 1;
    return 0;
}

int cjpeg_read_coefficients(cjpeg_reader *reader) {
    if (setjmp(reader->guard.escape)) return -1;
    reader->coefficients = jpeg_read_coefficients(&reader->info);
    return 0;
}

int cjpeg_block_row(cjpeg_reader *reader, int component, int row, int16_t **blocks) {
    if (setjmp(reader->guard.escape)) return -1;
    JBLOCKARRAY rows = reader->info.mem->access_virt_barray(
        (j_common_ptr)&reader->info, reader->coefficients[component], row, 1, TRUE);
    *blocks = rows[0][0];
    return 0;
}

static void write_segments(j_compress_ptr info, const cjpeg_segment *segments, int count) {
    for (int index = 0; index < count; index++)
        jpeg_write_marker(info, segments[index].marker, segments[index].payload, segments[index].count);
}

/// Takes over sampling, tables and process. Unlike jpeg_copy_critical_parameters it copes with a table
/// that is redefined between scans: then each component gets a slot of its own.
static void copy_parameters(j_decompress_ptr from, j_compress_ptr to) {
    to->data_precision = from->data_precision;
    int redefined = 0;
    for (int index = 0; index < from->num_components; index++) {
        jpeg_component_info *component = &from->comp_info[index];
        JQUANT_TBL *slot = named_table(from, component);
        redefined |= component->quant_table && slot &&
            memcmp(slot->quantval, component->quant_table->quantval, sizeof slot->quantval) != 0;
    }
    for (int index = 0; index < from->num_components; index++) {
        jpeg_component_info *source = &from->comp_info[index], *target = &to->comp_info[index];
        JQUANT_TBL *table = source->quant_table ? source->quant_table : named_table(from, source);
        if (!table) ERREXIT1(to, JERR_NO_QUANT_TABLE, source->quant_tbl_no);
        target->component_id = source->component_id;
        target->h_samp_factor = source->h_samp_factor;
        target->v_samp_factor = source->v_samp_factor;
        target->quant_tbl_no = redefined ? index : source->quant_tbl_no;
        JQUANT_TBL **slot = &to->quant_tbl_ptrs[target->quant_tbl_no];
        if (!*slot) *slot = jpeg_alloc_quant_table((j_common_ptr)to);
        memcpy((*slot)->quantval, table->quantval, sizeof table->quantval);
        (*slot)->sent_table = FALSE;
    }
    to->restart_interval = from->restart_interval;
    to->arith_code = from->arith_code;
    if (from->arith_code) {
        memcpy(to->arith_dc_L, from->arith_dc_L, sizeof to->arith_dc_L);
        memcpy(to->arith_dc_U, from->arith_dc_U, sizeof to->arith_dc_U);
        memcpy(to->arith_ac_K, from->arith_ac_K, sizeof to->arith_ac_K);
    } else {
        to->optimize_coding = TRUE;
    }
    to->write_JFIF_header = FALSE;
    to->write_Adobe_marker = FALSE;
}

/// Whether there is a table of this number, with a code for each symbol of 8-bit samples (T.81, F.1.2): 12 categories of differences, or
/// runs of up to 15 zeros before each of 10 categories, 16 zeros, and the end of a block. The library does not look, and writes nonsense.
static int has_all_codes(JHUFF_TBL *const tables[NUM_HUFF_TBLS], int number, int is_ac) {
    int found[256] = {0}, count = 0;
    const JHUFF_TBL *table = number >= 0 && number < NUM_HUFF_TBLS ? tables[number] : NULL;
    if (!table) return 0;
    for (int length = 1; length <= 16; length++) count += table->bits[length];
    for (int index = 0; index < count && index < 256; index++) found[table->huffval[index]] = 1;
    for (int symbol = 0; symbol < 256; symbol++) {
        int category = symbol & 15;
        int is_needed = is_ac ? (category >= 1 && category <= 10) || symbol == 0 || symbol == 0xF0 : symbol <= 11;
        if (is_needed && !found[symbol]) return 0;
    }
    return 1;
}

/// Sets where the Huffman tables come from, once all other parameters are taken over.
static void choose_codes(j_decompress_ptr from, j_compress_ptr to, cjpeg_codes codes) {
    if (codes == CJPEG_OWN_CODES || from->arith_code) return;
    for (int index = 0; index < to->num_components; index++) {
        jpeg_component_info *source = &from->comp_info[index], *target = &to->comp_info[index];
        int is_shared = codes == CJPEG_SHARED_CODES;
        target->dc_tbl_no = is_shared ? source->dc_tbl_no : 2 + (index > 0);
        target->ac_tbl_no = is_shared ? source->ac_tbl_no : 2 + (index > 0);
        if (is_shared && !(has_all_codes(from->dc_huff_tbl_ptrs, source->dc_tbl_no, 0) &&
                           has_all_codes(from->ac_huff_tbl_ptrs, source->ac_tbl_no, 1)))
            ERREXIT(to, JERR_HUFF_MISSING_CODE);
    }
    if (codes == CJPEG_CODES_APART) return;
    // Progressive pictures cannot be coded in given tables.
    if (from->progressive_mode) ERREXIT(to, JERR_NOT_COMPILED);
    to->optimize_coding = FALSE;
    for (int slot = 0; slot < NUM_HUFF_TBLS; slot++) {
        JHUFF_TBL *tables[2] = {from->dc_huff_tbl_ptrs[slot], from->ac_huff_tbl_ptrs[slot]};
        JHUFF_TBL **targets[2] = {&to->dc_huff_tbl_ptrs[slot], &to->ac_huff_tbl_ptrs[slot]};
        for (int kind = 0; kind < 2; kind++) {
            if (!tables[kind]) continue;
            if (!*targets[kind]) *targets[kind] = jpeg_alloc_huff_table((j_common_ptr)to);
            **targets[kind] = *tables[kind];
            (*targets[kind])->sent_table = TRUE;
        }
    }
}

int cjpeg_write_coefficients(cjpeg_reader *reader, cjpeg_codes codes, FILE *file, const jpeg_scan_info *scans, int scan_count,
                             const cjpeg_segment *segments, int segment_count, cjpeg_problem *problem) {
    struct jpeg_compress_struct info = {0};
    guard guarded = {0};
    info.err = arm(&guarded, problem);
    if (setjmp(guarded.escape)) {
        jpeg_destroy_compress(&info);
        return -1;
    }
    jpeg_create_compress(&info);
    jpeg_stdio_dest(&info, file);
    j_decompress_ptr source = &reader->info;
    info.image_width = source->image_width;
    info.image_height = source->image_height;
    info.input_components = source->num_components;
    info.in_color_space = source->jpeg_color_space;
    jpeg_set_defaults(&info);
    jpeg_set_colorspace(&info, source->jpeg_color_space);
    info.num_components = source->num_components;
    copy_parameters(source, &info);
    choose_codes(source, &info, codes);
    if (scans) {
        info.scan_info = scans;
        info.num_scans = scan_count;
    } else if (source->progressive_mode) {
        jpeg_simple_progression(&info);
    }
    jpeg_write_coefficients(&info, reader->coefficients);
    write_segments(&info, segments, segment_count);
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    return 0;
}

int cjpeg_encode(cjpeg_reader *like, cjpeg_codes codes, int quality, FILE *file, int width, int height, J_COLOR_SPACE space,
                 const cjpeg_segment *segments, int segment_count,
                 cjpeg_row_source source, void *context, cjpeg_problem *problem) {
    struct jpeg_compress_struct info = {0};
    guard guarded = {0};
    info.err = arm(&guarded, problem);
    uint8_t *volatile row = NULL;
    if (setjmp(guarded.escape)) {
        jpeg_destroy_compress(&info);
        free(row);
        return -1;
    }
    jpeg_create_compress(&info);
    jpeg_stdio_dest(&info, file);
    info.image_width = width;
    info.image_height = height;
    info.in_color_space = space;
    info.input_components = space == JCS_GRAYSCALE ? 1 : space == JCS_CMYK ? 4 : 3;
    jpeg_set_defaults(&info);
    if (like) {
        jpeg_set_colorspace(&info, like->info.jpeg_color_space);
        copy_parameters(&like->info, &info);
        choose_codes(&like->info, &info, codes);
        if (like->info.progressive_mode) jpeg_simple_progression(&info);
        // A damaged table may hold zeros, by which the library would divide.
        for (int slot = 0; slot < NUM_QUANT_TBLS; slot++) {
            for (int index = 0; info.quant_tbl_ptrs[slot] && index < DCTSIZE2; index++) {
                UINT16 *step = &info.quant_tbl_ptrs[slot]->quantval[index];
                if (*step == 0) *step = 1;
            }
        }
    } else {
        jpeg_set_quality(&info, quality, TRUE);
        info.comp_info[0].h_samp_factor = info.comp_info[0].v_samp_factor = 1;
        info.optimize_coding = TRUE;
        // Its segment is among the others.
        info.write_JFIF_header = FALSE;
    }
    row = malloc((size_t)width * info.input_components);
    if (!row) ERREXIT1(&info, JERR_OUT_OF_MEMORY, 0);
    jpeg_start_compress(&info, TRUE);
    write_segments(&info, segments, segment_count);
    while (info.next_scanline < info.image_height) {
        source(context, (int)info.next_scanline, row);
        JSAMPROW samples = row;
        jpeg_write_scanlines(&info, &samples, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    free(row);
    return 0;
}
