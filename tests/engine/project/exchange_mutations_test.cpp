// Sealed files, statements and link maps changed at random: a flip, a cut, a splice of two good ones, a
// statement beside another file. Nothing that differs from what was sent is accepted, no file is left, and
// not a byte is handed out past a bad chunk.
#include "engine/project/link_map.hpp"
#include "tests/engine/project/made_exchange.hpp"

#include <array>
#include <random>

namespace gauze::project {
namespace {

using test::Exchange;
using test::put;
using test::read_file;

class Chance {
public:
    explicit Chance(unsigned seed) : generator_(seed) {}
    std::size_t below(std::size_t end) { return end == 0 ? 0 : generator_() % end; }

private:
    std::mt19937 generator_;
};

// One change; `other` is another good text of the same kind.
std::string mutated(const std::string& text, const std::string& other, Chance& chance)
{
    std::string result = text;
    const std::size_t at = chance.below(text.size());
    switch (chance.below(7)) {
    case 0: result[at] = static_cast<char>(result[at] ^ (1 << chance.below(8))); break;
    case 1: result[at] = static_cast<char>(result[at] + 1 + static_cast<int>(chance.below(255))); break;
    case 2: result.resize(at); break;
    case 3: result = text.substr(0, at) + other.substr(std::min(at, other.size())); break;
    case 4: result = text.substr(0, at) + other.substr(chance.below(other.size())); break;
    case 5: result.erase(at, 1 + chance.below(64)); break;
    default: result.insert(at, text.substr(chance.below(text.size()), 1 + chance.below(64)));
    }
    return result;
}

struct Sent {
    std::string kind, to, sealed, statement;
};

std::string link_map_text(const Exchange& world, unsigned release)
{
    link_map::LinkMap map{
        world.policy.id, world.policy.fingerprint(), "evaluation", std::to_string(release), {}};
    Chance chance(release);
    for (unsigned i = 0; i < 40; ++i) {
        RowToken token;
        for (auto& byte : token.bytes) byte = static_cast<std::byte>(chance.below(256));
        map.entries.push_back({token, fmt::format("s{}", chance.below(30))});
    }
    const auto path = world.folder / fmt::format("{}.map", release);
    link_map::write(path, map);
    return read_file(path);
}

std::vector<Sent> good_pairs(const Exchange& world)
{
    std::vector<Sent> sent;
    const auto add = [&](std::string_view kind, std::string_view from, std::string_view to,
                         const std::string& text) {
        const auto path = world.seal(kind, from, to, text, fmt::format("{}.age", sent.size()));
        sent.push_back(
            {std::string(kind), std::string(to), read_file(path), read_file(statement_beside(path))});
    };
    const std::string rows(1000, 'r'), chunks(70000, 'c');
    add("link-map", "unit", "evaluation", link_map_text(world, 1));
    add("link-map", "unit", "evaluation", link_map_text(world, 2));
    add("submission", "nhs-a", "unit", chunks);
    add("submission", "charity", "unit", rows);
    add("payload", "nhs-a", "evaluation", rows);
    add("payload", "platform", "evaluation", rows);
    return sent;
}

TEST(Mutations, OfSealedFilesAndStatementsAreAllRefusedAndLeaveNoFile)
{
    const Exchange world;
    const std::vector<Sent> sent = good_pairs(world);
    const test::TemporaryFolder inbox;
    std::vector<Admitted> receivers;
    for (const Sent& one : sent) receivers.push_back(world.as(one.to));
    Chance chance(20261122);
    const auto sealed = inbox / "x.age";
    for (int done = 0; done < 4000;) {
        const std::size_t number = chance.below(sent.size());
        const Sent& one = sent[number];
        const Sent& other = sent[chance.below(sent.size())];
        Sent now = one;
        switch (chance.below(4)) {
        case 0: now.sealed = mutated(one.sealed, other.sealed, chance); break;
        case 1:
        case 2: now.statement = mutated(one.statement, other.statement, chance); break;
        default: now.statement = other.statement; // the swap
        }
        if (now.sealed == one.sealed && now.statement == one.statement) continue; // nothing was changed
        if (now.sealed == other.sealed && now.statement == other.statement) continue;
        ++done;
        put(sealed, now.sealed);
        put(statement_beside(sealed), now.statement);
        const std::string code =
            code_when([&] { open_file(receivers[number], sealed, {{one.kind}}, inbox / "out"); });
        ASSERT_NE(code, "accepted") << done;
        ASSERT_NE(code, "") << done;
        ASSERT_EQ(inbox.entries(), 2u) << done;
    }
    for (std::size_t i = 0; i < sent.size(); ++i) { // and as they were sent, they are opened
        put(sealed, sent[i].sealed);
        put(statement_beside(sealed), sent[i].statement);
        EXPECT_EQ(code_when([&] {
                      open_file(receivers[i], sealed, {{sent[i].kind}}, inbox / fmt::format("{}", i));
                  }),
                  "accepted");
    }
}

// Here the sender itself signs over the damage, so that nothing but the format of the file is left to see it.
TEST(Mutations, OfSealedFilesThatTheirSenderSignedAreRefusedWithoutAByteOfABadChunk)
{
    const Exchange world;
    const std::string plain(140000, 'p');
    const auto sealed = world.seal("submission", "nhs-a", "unit", plain, "a.age");
    const std::string good = read_file(sealed), statement = read_file(statement_beside(sealed));
    const std::string other =
        read_file(world.seal("submission", "nhs-a", "unit", std::string(140000, 'q'), "b.age"));
    const Admitted unit = world.as("unit");
    Chance chance(7);
    for (int done = 0; done < 500; ++done) {
        const std::string bad = mutated(good, other, chance);
        if (bad == good || bad == other) continue;
        put(sealed, bad);
        world.forge(sealed, "nhs-a", [](Statement&) {});
        std::string got;
        const std::string code = code_when([&] {
            open_stream(unit, sealed, {{"submission"}}, [&](Bytes bytes) {
                got.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
            });
        });
        ASSERT_NE(code, "accepted") << done;
        ASSERT_NE(code, "") << done;
        if (code !=
            "content-digest") { // a splice of the other's beginning is the other's text, and then refused
            ASSERT_TRUE(plain.starts_with(got) || std::string(140000, 'q').starts_with(got)) << done;
            ASSERT_EQ(got.size() % 65536, 0u) << done;
        }
    }
}

TEST(Mutations, OfLinkMapsAreAllRefused)
{
    const Exchange world;
    const std::array<std::string, 2> maps{link_map_text(world, 1), link_map_text(world, 2)};
    const auto path = world.folder / "map";
    Chance chance(3);
    for (int done = 0; done < 1000;) {
        const std::string bad = mutated(maps[0], maps[1], chance);
        if (bad == maps[0] || bad == maps[1]) continue;
        ++done;
        put(path, bad);
        ASSERT_THROW((void)link_map::read(path), Error) << done;
    }
}

} // namespace
} // namespace gauze::project
