// Linkage schemas travel between organisations: whatever their bytes are, they are read or refused, and what
// is read keeps the promises of schema.hpp. Cells are then encoded under it, both ways, to the same bits.
#include "bloom/base/error.hpp"
#include "engine/custodian/anonlink/clk_encoder.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace {

using namespace gauze;
using namespace gauze::custodian::anonlink;

void require(bool promise)
{
    if (!promise) std::abort();
}

void check_feature(const Feature& feature)
{
    if (feature.ignored) return;
    require(feature.strategy.bits >= 1 && feature.strategy.bits <= most_insertions);
    require(feature.comparison.n >= 1 && feature.comparison.n <= longest_ngram);
    require(feature.comparison.step >= 1 && feature.comparison.resolution >= 1);
    require((feature.format.kind == FormatKind::date) == feature.format.date.has_value());
}

// Small filters and few bits only: the rest is the same code for longer.
bool is_quick(const Schema& schema)
{
    if (schema.working_length() > 1u << 14 || schema.features.size() > 8) return false;
    for (const Feature& feature : schema.features)
        if (feature.strategy.bits > 200 || feature.comparison.n > 20 || feature.comparison.resolution > 50)
            return false;
    return true;
}

void encode(const Schema& schema, std::string_view cell)
{
    const ClkEncoder encoder(schema, bytes_of("secret"), true);
    ClkEncoder::Scratch scratch(encoder);
    const std::vector<std::string_view> cells(encoder.columns(), cell);
    std::vector<std::byte> remembered(encoder.clk_size()), afresh(encoder.clk_size());
    for (int round = 0; round < 2; ++round) {
        const auto fault = encoder.encode(cells, scratch, remembered);
        const auto plain = encoder.encode_afresh(cells, scratch, afresh);
        require(fault.has_value() == plain.has_value());
        require(fault ? fault->column == plain->column && fault->reason == plain->reason
                      : remembered == afresh);
    }
}

} // namespace

// What stands behind the last closing brace is the cell.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t end = input.rfind('}') + 1; // 0 if there is none
    try {
        const Schema schema = parse_schema(input.substr(0, end), "schema.json");
        require(schema.version >= 1 && schema.version <= 3 && !schema.features.empty());
        require(schema.length >= 1 && schema.working_length() <= longest_filter);
        for (const Feature& feature : schema.features) check_feature(feature);
        if (!is_quick(schema)) return 0;
        for (const std::string_view cell :
             {input.substr(end), std::string_view("1990-01-02"), std::string_view("-25")})
            encode(schema, cell.substr(0, 1000));
    } catch (const Error& fault) {
        require(fault.code() == Exit::bad_data || fault.code() == Exit::configuration);
        require(fault.what()[0] != '\0');
    }
    return 0;
}
