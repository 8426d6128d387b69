#include "engine/linkage/clk_parties.hpp"

#include "bloom/base/error.hpp"
#include "bloom/clk_json.hpp"
#include "bloom/encoded_file.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

constexpr std::string_view no_rules = "unknown: the file is CLK JSON";

// Ascending with the position: half from the party's name, half the position.
std::vector<RowToken> tokens_of(std::string_view party, std::size_t rows)
{
    const Digest name = sha256(bytes_of(length_prefixed({"gauze-clk-row", party})));
    std::vector<RowToken> tokens(rows);
    for (std::size_t r = 0; r < rows; ++r) {
        std::copy_n(name.begin(), 8, tokens[r].bytes.begin());
        for (std::size_t b = 0; b < 8; ++b)
            tokens[r].bytes[8 + b] = static_cast<std::byte>(std::uint64_t{r} >> (56 - 8 * b));
    }
    return tokens;
}

std::string party_of(const std::filesystem::path& file) { return file.stem().string(); }

} // namespace

bool are_clk_json(const std::vector<std::filesystem::path>& inputs)
{
    const auto json =
        std::ranges::count_if(inputs, [](const auto& input) { return input.extension() == ".json"; });
    if (json != 0 && json != std::ranges::ssize(inputs))
        throw Error(Exit::usage, "encoded files of Gauze and CLK JSON cannot be linked with each other",
                    "their bits were made by different rules; name files of one sort");
    return json != 0;
}

project::Policy clk_policy(const std::vector<std::filesystem::path>& inputs)
{
    project::Policy policy;
    policy.id = "clk-json";
    policy.profile = "anonlink";
    for (const auto& input : inputs) {
        const std::string name = party_of(input);
        if (std::ranges::find(policy.parties, name, &project::Party::name) != policy.parties.end())
            throw Error(Exit::usage, fmt::format("two files are called {}", name),
                        "a party is called as its file: rename one");
        policy.parties.push_back({.name = name, .id_column = {}, .payload = {}});
    }
    std::ranges::sort(policy.parties, {}, &project::Party::name); // the order of the files changes nothing
    project::View view;
    view.name = "clk";
    policy.views.push_back(std::move(view));
    return policy;
}

std::vector<std::filesystem::path> as_encoded_files(const std::vector<std::filesystem::path>& inputs,
                                                    const project::Policy& policy,
                                                    const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> written;
    std::uint32_t bits = 0;
    for (const auto& input : inputs) {
        const bloom::FilterTable table = bloom::read_clk_json(input);
        const bloom::FilterShape shape = table.rows().shape();
        if (bits != 0 && table.rows().size() > 0 && shape.bits != bits)
            throw Error(Exit::bad_data,
                        fmt::format("{} has CLKs of {} bits, the files before it of {}", input.string(),
                                    shape.bits, bits),
                        "all parties must encode by the same schema");
        if (table.rows().size() > 0) bits = shape.bits;
        const std::string party = party_of(input);
        const std::uint64_t rows = table.rows().size();
        const bloom::EncodedHeader header{.program = "CLK JSON",
                                          .project = policy.id,
                                          .policy = policy.fingerprint(),
                                          .specification = std::string(no_rules),
                                          .check = std::string(no_rules),
                                          .party = party,
                                          .profile = policy.profile,
                                          .counts = {rows, rows, 0, 0},
                                          .views = {{policy.views[0].name, shape}}};
        const bloom::FilterRows views[] = {table.rows()};
        written.push_back(folder / fmt::format(".{}.gauze", party));
        write_encoded_file(written.back(), header, tokens_of(party, rows), views);
    }
    return written;
}

std::uint64_t clk_position(const RowToken& token)
{
    std::uint64_t position = 0;
    for (std::size_t b = 8; b < 16; ++b)
        position = position << 8 | std::to_integer<std::uint64_t>(token.bytes[b]);
    return position;
}

} // namespace gauze::linkage
