// Any bytes as a cell of any kind: no crash, and tokens of printable ASCII only.
#include "engine/custodian/tokens.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

using namespace gauze;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using project::FieldKind;
    static const std::vector<custodian::Tokeniser> tokenisers = [] {
        std::vector<custodian::Tokeniser> list;
        for (int kind = 0; kind <= static_cast<int>(FieldKind::text); ++kind) {
            const auto k = static_cast<FieldKind>(kind);
            list.emplace_back(k, k == FieldKind::date ? custodian::DateFormat::from("DD/MM/YYYY")
                                                      : std::nullopt);
        }
        return list;
    }();
    if (size == 0) return 0;
    const std::string_view cell(reinterpret_cast<const char*>(data) + 1, size - 1);
    custodian::TokenList tokens;
    (void)tokenisers[data[0] % tokenisers.size()].tokens(cell, tokens);
    for (std::size_t t = 0; t < tokens.size(); ++t)
        for (const char c : tokens[t])
            if (c < 0x20 || c > 0x7e) __builtin_trap();
    return 0;
}
