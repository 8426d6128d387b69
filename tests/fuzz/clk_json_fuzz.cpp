// A linkage unit is handed CLK files by strangers: whatever their bytes are, they are read or refused, and
// what is read is written back as the same filters.
#include "bloom/base/error.hpp"
#include "bloom/clk_json.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace gauze;

void require(bool promise)
{
    if (!promise) std::abort();
}

std::string written(const bloom::FilterRows& rows)
{
    std::string text(bloom::clk_json_head);
    std::vector<std::byte> clk(rows.shape().bits / 8);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (r > 0) text += bloom::clk_json_separator;
        bloom::clk_of_filter({rows.row(r), rows.shape().words()}, clk);
        bloom::append_clk_text(clk, text);
    }
    return text.append(bloom::clk_json_tail);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    try {
        const auto table = bloom::parse_clk_json({reinterpret_cast<const char*>(data), size}, "clks.json");
        const bloom::FilterRows rows = table.rows();
        require(rows.shape().bits >= 8 && rows.shape().bits % 8 == 0 &&
                rows.shape().bits / 8 <= bloom::longest_clk);
        require(rows.size() * rows.shape().bits / 8 <= size);
        require(bloom::padding_is_zero(rows));
        const auto again = bloom::parse_clk_json(written(rows), "clks.json");
        require(again.rows().size() == rows.size());
        require(std::ranges::equal(again.rows().words(), rows.words()));
    } catch (const Error& fault) {
        require(fault.code() == Exit::bad_data && fault.what()[0] != '\0');
    }
    return 0;
}
