#include "engine/research/release/open_tables.hpp"

#include "engine/project/exchange.hpp"
#include "engine/project/refusal.hpp"
#include "engine/research/release/bundle.hpp"

#include <fmt/format.h>

namespace gauze::research::release {

namespace {

constexpr const char* ask_again = "nothing of it was kept; ask its sender for the right file";
constexpr std::size_t largest = std::size_t{256} << 20; // bytes of a bundle

void check(const project::Admitted& me, const project::Statement& statement, const Bundle& bundle)
{
    if (bundle.project != me.policy.id || bundle.policy != me.policy.fingerprint() ||
        fmt::to_string(bundle.release) != statement.release)
        project::refuse_with("not-the-tables",
                             fmt::format("{} is of another policy or release", statement.file), ask_again);
    const project::Recipient* recipient = me.policy.governance->recipient(bundle.reader);
    if (recipient == nullptr || recipient->member != me.me->name)
        project::refuse_with("tables-of-another",
                             fmt::format("{} holds tables for another reader", statement.file), ask_again);
}

} // namespace

Opened open_tables(const project::Admitted& me, const std::filesystem::path& sealed,
                   const std::filesystem::path& folder)
{
    Opened opened;
    std::string text;
    opened.statement = project::open_stream(me, sealed, {.kinds = {"tables"}}, [&](Bytes piece) {
        if (text.size() + piece.size() > largest)
            project::refuse_with("not-the-tables",
                                 fmt::format("{} is larger than tables can be", sealed.string()), ask_again);
        text.append(reinterpret_cast<const char*>(piece.data()), piece.size());
    });
    Bundle bundle;
    try {
        bundle = Bundle::parse(text, sealed.filename().string());
    } catch (const Error& fault) {
        if (!project::code_of(fault.what()).empty()) throw;
        project::refuse_with("not-the-tables",
                             fmt::format("{} does not hold what its statement says", sealed.string()),
                             ask_again, fault.code());
    }
    check(me, opened.statement, bundle);
    // From here on it is what it says, and for us.
    opened.file = folder;
    opened.rows = bundle.tables.size();
    bundle.unpack(folder);
    return opened;
}

} // namespace gauze::research::release
