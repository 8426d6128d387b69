#include "engine/linkage/receive.hpp"

#include "bloom/base/error.hpp"
#include "engine/linkage/clk_parties.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <queue>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

using bloom::EncodedFile;
using project::Policy;

std::string name(const EncodedFile& file) { return file.path().filename().string(); }

void refuse_wrong_number(std::size_t files, bool dedup)
{
    if (dedup && files != 1)
        throw Error(Exit::usage, fmt::format("--dedup looks within one file, {} were named", files),
                    "leave --dedup out to link several parties");
    if (!dedup && files < 2)
        throw Error(Exit::usage, "linking needs the files of at least two parties",
                    "name them all; to look for duplicates within one file say --dedup");
    if (files > 64)
        throw Error(Exit::usage, fmt::format("{} files are named, 64 can be linked in one run", files));
}

// The first line in which two lists of settings differ, in words.
std::string difference(const std::vector<std::string>& one, const std::vector<std::string>& other)
{
    for (std::size_t i = 0; i < std::max(one.size(), other.size()); ++i) {
        const std::string_view a = i < one.size() ? one[i] : std::string_view("nothing");
        const std::string_view b = i < other.size() ? other[i] : std::string_view("nothing");
        if (a != b) return fmt::format("\"{}\" against \"{}\"", a, b);
    }
    return "nothing that decides a bit";
}

// A file made under another agreement is not compared: neither its bits nor its permissions would mean the
// same.
void refuse_other_policy(const EncodedFile& file, const Policy& policy)
{
    if (file.header().policy == policy.fingerprint()) return;
    std::vector<std::string> theirs =
        file.header().settings; // the last two are of the program, not the policy
    theirs.resize(theirs.size() - std::min<std::size_t>(theirs.size(), 2));
    throw Error(Exit::refused,
                fmt::format("{} was encoded under policy {}.., this run's policy is {}..; they differ in {}",
                            name(file), file.header().policy.substr(0, 8), policy.fingerprint().substr(0, 8),
                            difference(theirs, policy.settings())),
                "all parties must use the very same policy file; ask whoever keeps it for the agreed one");
}

std::vector<std::string> fields_with_rarity(const Policy& policy)
{
    std::vector<std::string> names;
    for (const project::Field& field : policy.fields)
        if (field.rarity) names.push_back(field.name);
    return names;
}

void refuse_other_views(const EncodedFile& file, const Policy& policy)
{
    const auto& header = file.header();
    const bool same = std::ranges::equal(header.views, policy.views, [](const auto& a, const auto& b) {
        return a.name == b.name && a.symbols == b.symbols &&
               a.shape.bits == (b.is_symbols() ? b.bits : b.shown_bits());
    });
    const bool fields = header.fields.empty() ||
                        std::ranges::equal(header.fields, policy.fields, {}, {}, &project::Field::name);
    const bool keys = std::ranges::equal(header.keys, policy.keys, {}, {}, &project::MatchKey::name);
    const bool blocks = std::ranges::equal(header.blocks, policy.blocks, [](const auto& a, const auto& b) {
        return a.name == b.name && a.bits == b.bits();
    });
    const bool strata = std::ranges::equal(header.strata, policy.strata, [](const auto& a, const auto& b) {
        return a.name == b.name && a.values == b.bytes();
    });
    if (!same || !fields || !keys || !blocks || !strata || header.rarity != fields_with_rarity(policy))
        throw Error(Exit::bad_data,
                    fmt::format("{} does not hold the fields, views, keys, blocks and strata of the policy",
                                name(file)));
}

void refuse_other_key(const EncodedFile& file, const EncodedFile& first)
{
    if (file.header().specification != first.header().specification)
        throw Error(Exit::refused,
                    fmt::format("{} and {} were made by different rules: {}", name(file), name(first),
                                difference(file.header().settings, first.header().settings)),
                    "both custodians must run the same version of gauze on the same system release");
    if (file.header().check != first.header().check)
        throw Error(Exit::refused,
                    fmt::format("{} and {} were made with different keys", name(file), name(first)),
                    "ask both custodians for their check value: gauze key check");
    if (file.header().canary != first.header().canary)
        throw Error(Exit::refused,
                    fmt::format("{} and {} were made by programs that encode the same record differently",
                                name(file), name(first)),
                    "both custodians must run the same version of gauze on the same system release");
}

void refuse_strange_party(const EncodedFile& file, const Policy& policy)
{
    const auto& parties = policy.parties;
    if (std::ranges::find(parties, file.header().party, &project::Party::name) == parties.end())
        throw Error(Exit::refused, fmt::format("{} names a party that is not in the policy", name(file)),
                    "only parties of the agreement may take part");
}

// Tokens are random: the same one at two parties means that one file was sent twice, or forged.
void refuse_shared_tokens(const Parties& parties)
{
    struct Next { // of a file, whose tokens ascend
        RowToken token;
        std::size_t party, row;
        bool operator>(const Next& other) const { return token > other.token; }
    };
    std::priority_queue<Next, std::vector<Next>, std::greater<>> heads;
    for (std::size_t p = 0; p < parties.size(); ++p)
        if (parties[p].rows() > 0) heads.push({parties[p].tokens()[0], p, 0});
    for (std::optional<Next> last; !heads.empty();) {
        const Next next = heads.top();
        heads.pop();
        if (last && last->token == next.token)
            throw Error(Exit::bad_data,
                        fmt::format("{} and {} hold the same row tokens", name(parties[last->party]),
                                    name(parties[next.party])),
                        "ask both custodians to encode and send their own file again");
        last = next;
        if (const auto tokens = parties[next.party].tokens(); next.row + 1 < tokens.size())
            heads.push({tokens[next.row + 1], next.party, next.row + 1});
    }
}

} // namespace

std::uint64_t Parties::records() const noexcept
{
    std::uint64_t sum = 0;
    for (const EncodedFile& file : files) sum += file.rows();
    return sum;
}

namespace {

void refuse_two_files_of_one_party(const Parties& parties)
{
    for (std::size_t p = 1; p < parties.size(); ++p)
        if (parties[p - 1].header().party == parties[p].header().party)
            throw Error(Exit::bad_data,
                        fmt::format("{} and {} are both of party {}", name(parties[p - 1]), name(parties[p]),
                                    parties[p].header().party),
                        "name one file for each party");
}

void refuse_too_many_records(const Parties& parties)
{
    if (parties.records() >= UINT32_MAX)
        throw Error(Exit::bad_data, "the files hold more records than one run can link",
                    "link fewer parties at once");
}

// What holds for files of any origin.
void settle(Parties& parties, const Policy& policy, bool dedup)
{
    std::ranges::sort(parties.files, {}, [](const EncodedFile& f) { return f.header().party; });
    refuse_two_files_of_one_party(parties);
    for (const EncodedFile& file : parties.files) {
        parties.clean.push_back(!dedup && policy.party(file.header().party).clean);
        parties.names.push_back(file.header().party);
    }
    refuse_too_many_records(parties);
    refuse_shared_tokens(parties);
    parties.keys_about_person = policy.person_keys();
    parties.lay_views_together(policy);
}

} // namespace

Parties receive(const std::vector<std::filesystem::path>& inputs, const Policy& policy, bool dedup)
{
    refuse_wrong_number(inputs.size(), dedup);
    Parties parties;
    for (const auto& input : inputs) {
        parties.files.emplace_back(input);
        const EncodedFile& file = parties.files.back();
        refuse_other_policy(file, policy);
        refuse_strange_party(file, policy);
        refuse_other_views(file, policy);
        refuse_other_key(file, parties.files.front());
    }
    settle(parties, policy, dedup);
    // From here on all files speak of the same fields under the same key.
    return parties;
}

Parties receive_clk_json(const std::vector<std::filesystem::path>& inputs, Policy& policy,
                         const std::filesystem::path& folder, bool dedup)
{
    refuse_wrong_number(inputs.size(), dedup);
    Parties parties;
    for (const auto& encoded : as_encoded_files(inputs, policy, folder)) {
        parties.files.emplace_back(encoded);
        std::filesystem::remove(encoded); // it stays mapped
    }
    for (const EncodedFile& file : parties.files)
        if (file.rows() > 0) policy.views[0].bits = file.header().views[0].shape.bits;
    settle(parties, policy, dedup);
    return parties;
}

namespace {

// The view of bits that is meant; all files have the same, since their rules are the same.
std::size_t view_called(const EncodedFile& file, const std::string& wanted)
{
    const auto& views = file.header().views;
    std::vector<std::string> of_bits;
    for (std::size_t v = 0; v < views.size(); ++v) {
        if (views[v].symbols == 0 && views[v].name == wanted) return v;
        if (views[v].symbols == 0) of_bits.push_back(views[v].name);
    }
    if (of_bits.empty())
        throw Error(Exit::usage,
                    fmt::format("{} shows no filters, so there is no Dice to compute", name(file)),
                    "its symbols and match keys are compared by gauze link");
    if (!wanted.empty() || of_bits.size() > 1)
        throw Error(Exit::usage,
                    wanted.empty() ? fmt::format("{} has several views", name(file))
                                   : fmt::format("{} has no view {} that shows filters", name(file), wanted),
                    fmt::format("say --view with one of: {}", fmt::join(of_bits, ", ")));
    return static_cast<std::size_t>(std::ranges::find(views, of_bits[0], &bloom::ViewShape::name) -
                                    views.begin());
}

} // namespace

Parties receive_without_policy(const std::vector<std::filesystem::path>& inputs, const std::string& view,
                               bool dedup)
{
    refuse_wrong_number(inputs.size(), dedup);
    auto sorted = inputs;
    std::ranges::sort(sorted, {}, [](const auto& path) { return path.stem().string(); });
    Parties parties;
    for (const auto& input : sorted) {
        parties.names.push_back(input.stem().string());
        if (parties.names.size() > 1 && *std::next(parties.names.rbegin()) == parties.names.back())
            throw Error(Exit::usage, fmt::format("two files are called {}", parties.names.back()),
                        "a party is called as its file: rename one");
        parties.files.emplace_back(input);
        parties.clean.push_back(!dedup);
        refuse_other_key(parties.files.back(), parties.files.front());
    }
    refuse_too_many_records(parties);
    refuse_shared_tokens(parties);
    parties.lay_one_view(view_called(parties[0], view));
    return parties;
}

} // namespace gauze::linkage
