// A kill at any moment leaves the whole output or none. Fifty moments for each program, spread over its run:
// first the time of a whole run is measured, then each try is killed after a share of it.
#include "bloom/encoded_file.hpp"
#include "engine/project/table_file.hpp"
#include "tests/programs/running.hpp"

#include <chrono>
#include <random>
#include <thread>

namespace gauze::test {
namespace {

class Kill : public Project {
protected:
    static constexpr int tries = 50;

    // Runs `words` fifty times and kills each at a random moment; `whole` looks at an output that exists.
    // Returns how many tries left one.
    int kill_at_random_moments(const std::vector<std::string>& words, const std::string& out,
                               const std::function<void()>& whole)
    {
        using clock = std::chrono::steady_clock;
        const auto begin = clock::now();
        EXPECT_EQ(desk_.run(words).exit, 0);
        const auto length =
            std::chrono::duration_cast<std::chrono::microseconds>(clock::now() - begin).count();
        std::filesystem::remove_all(desk_ / out);
        const auto clean = names();

        std::mt19937 random(1);
        int finished = 0;
        for (int i = 0; i < tries; ++i) {
            const pid_t child = desk_.start(words);
            // Some beyond the measured end, so that the moments around the final rename are met too.
            std::this_thread::sleep_for(
                std::chrono::microseconds(length * (i + static_cast<int>(random() % 2)) / (tries - 8)));
            ::kill(child, SIGKILL);
            int status = 0;
            ::waitpid(child, &status, 0);
            if (!std::filesystem::exists(desk_ / out)) continue;
            ++finished;
            whole();
            std::filesystem::remove_all(desk_ / out);
        }
        // What the killed ones left under temporary names goes when the next run starts.
        EXPECT_EQ(desk_.run(words).exit, 0);
        std::filesystem::remove_all(desk_ / out);
        EXPECT_EQ(names(), clean);
        return finished;
    }
    std::vector<std::string> names() const
    {
        std::vector<std::string> list;
        for (const auto& entry : std::filesystem::directory_iterator(desk_.folder().path()))
            list.push_back(entry.path().filename().string());
        std::ranges::sort(list);
        return list;
    }
};

TEST_F(Kill, OfEncodeLeavesTheWholeOutputOrNone)
{
    constexpr std::size_t people = 20'000;
    write_file(desk_ / "clinic.csv", std::string(header) + rows(0, people));
    const int finished =
        kill_at_random_moments(encode_words("clinic", "clinic.csv", "clinic"), "clinic", [&] {
            EXPECT_EQ(bloom::EncodedFile(desk_ / clinic_).rows(), people);
            EXPECT_EQ(project::TableFile(desk_ / "clinic/to-researcher/clinic.payload", "payload").rows(),
                      people);
            EXPECT_EQ(project::TableFile(desk_ / "clinic/stays-here/ledger.table", "ledger").rows(), people);
            EXPECT_FALSE(read_file(desk_ / "clinic/stays-here/summary.json").empty());
        });
    EXPECT_LT(finished, tries) << "no kill came before the end";
}

TEST_F(Kill, OfLinkLeavesTheWholeOutputOrNone)
{
    encode_both(400);
    const int finished = kill_at_random_moments(link_words("linked"), "linked", [&] {
        EXPECT_EQ(project::TableFile(desk_ / "linked/persons.table", "persons").rows(), 800u);
        EXPECT_EQ(project::TableFile(desk_ / "linked/links.table", "links").columns().size(), 6u);
        EXPECT_FALSE(read_file(desk_ / "linked/summary.json").empty());
    });
    EXPECT_LT(finished, tries) << "no kill came before the end";
}

} // namespace
} // namespace gauze::test
