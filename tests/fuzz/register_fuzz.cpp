// A register is the linkage unit's own file, but it may have been damaged or changed by hand: whatever its
// rows are, it is read or refused. The digest and the head of a register are given to each input, which is
// its rows. What is accepted is written and read back the same, and a run under it comes to its end.
#include "bloom/base/error.hpp"
#include "engine/linkage/register.hpp"
#include "tests/temporary_folder.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace {

using namespace gauze;

const linkage::Identity identity = linkage::Identity::for_tests("fuzz");

std::string whole(std::string_view rows)
{
    const Json about =
        Json().set("project", "p").set("identity", identity.register_check("p")).set("runs", 3);
    const std::vector<std::string> columns{"entry", "person",   "other",  "row_token",
                                           "run",   "last_run", "records"};
    std::string text =
        fmt::format("gauze-table 1\n{}\n{}",
                    Json().set("kind", "register").set("columns", columns).set("about", about).line(), rows);
    if (text.back() != '\n') text += '\n';
    return fmt::format("{}end {} {}\n", text, std::count(text.begin(), text.end(), '\n') - 2,
                       to_hex(sha256(bytes_of(text))));
}

// Half of what it knows in one person, the rest one by one.
void run_under(const linkage::Register& reg)
{
    std::vector<linkage::Member> members;
    for (std::uint32_t r = 0; r < reg.records.size(); ++r)
        members.push_back({reg.records[r].token, r % 2 == 0 ? 0 : r / 2 + 1});
    std::vector<linkage::PersonId> ids(members.empty() ? 0 : members.size() / 2 + 1);
    const linkage::Named named = linkage::name_members(members, ids, identity, "p", &reg);
    for (const linkage::PersonId& id : ids)
        if (named.next.current(id) == nullptr) std::abort();
    for (const auto& person : reg.persons)
        if (named.next.current(person.id) == nullptr) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const test::TemporaryFolder folder;
    const auto path = folder / "register.table", again = folder / "again.table";
    test::write_file(path, whole({reinterpret_cast<const char*>(data), size}));
    try {
        const linkage::Register reg = linkage::read_register(path, "p", identity);
        std::filesystem::remove(again);
        linkage::write_register(again, reg, identity);
        if (linkage::read_register(again, "p", identity) != reg) std::abort();
        run_under(reg);
    } catch (const Error& error) {
        if (error.code() != Exit::bad_data) std::abort();
    }
    return 0;
}
