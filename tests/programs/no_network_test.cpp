// Every verb of every program, under a filter of our own around it that ends whoever asks for a socket. The
// programs' own filter (bloom/base/confine.hpp) says the same; this one does not rely on it, and it is there
// before the program's first instruction, so that the loader and the libraries are under it too.
#include "tests/programs/running.hpp"

#include <cstddef>
#include <regex>
#include <sstream>

#include <fmt/ranges.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

namespace gauze::test {
namespace {

// For a child before it becomes a program.
void forbid_sockets()
{
    sock_filter code[] = {
        {BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, nr)},
        {BPF_JMP | BPF_JEQ | BPF_K, 3, 0, SYS_socket},
        {BPF_JMP | BPF_JEQ | BPF_K, 2, 0, SYS_connect},
        {BPF_JMP | BPF_JEQ | BPF_K, 1, 0, SYS_io_uring_setup},
        {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW},
        {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_KILL_PROCESS},
    };
    sock_fprog whole{6, code};
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &whole, 0, 0) != 0)
        ::_exit(125);
}

class NoNetwork : public Project {
protected:
    Outcome run(const std::vector<std::string>& words) const { return cut_off_.run(words); }
    // Ended by itself, whatever it had to say.
    void lives(const std::vector<std::string>& words) const
    {
        const Outcome outcome = run(words);
        EXPECT_GE(outcome.exit, 0) << fmt::format("{}: killed\n{}", fmt::join(words, " "), outcome.err);
        EXPECT_LT(outcome.exit, 125) << fmt::format("{}", fmt::join(words, " "));
    }
    Outcome done(const std::vector<std::string>& words) const
    {
        const Outcome outcome = run(words);
        EXPECT_EQ(outcome.exit, 0) << fmt::format("{}\n{}", fmt::join(words, " "), outcome.err);
        return outcome;
    }
    // The verbs that a program's --help names, as words.
    std::vector<std::vector<std::string>> verbs_of(const std::string& program) const
    {
        const std::string help = run({program, "--help"}).out;
        static const std::regex line("\n  ([a-z]+)( [a-z]+)?  +[^ ]");
        std::vector<std::vector<std::string>> verbs;
        for (std::sregex_iterator at(help.begin(), help.end(), line), end; at != end; ++at) {
            verbs.push_back({program, (*at)[1]});
            if ((*at)[2].length() > 0) verbs.back().push_back((*at)[2].str().substr(1));
        }
        return verbs;
    }
    void SetUp() override
    {
        // What is made here is made under the filter.
        write_file(cut_off_ / "policy.toml", policy("study"));
        write_file(cut_off_ / "clinic.csv", std::string(header) + rows(0, 60));
        write_file(cut_off_ / "school.csv", std::string(header) + rows(30, 90));
    }
    Desk cut_off_{forbid_sockets};
};

TEST_F(NoNetwork, TheFilterEndsWhoAsksForASocket)
{
    const Outcome planted = run({"python3", "-c", "import socket; socket.socket(socket.AF_UNIX)"});
    EXPECT_EQ(planted.exit, -1);
    EXPECT_EQ(run({"true"}).exit, 0);
}

TEST_F(NoNetwork, EveryVerbOfEveryProgramStartsWithoutASocket)
{
    std::size_t verbs = 0;
    for (const std::string program :
         {"gauze", "gauze-custodian", "gauze-linkage", "gauze-research", "gauze-synth", "gauze-lab"}) {
        const auto all = verbs_of(program);
        EXPECT_FALSE(all.empty()) << program;
        for (std::vector<std::string> words : all) {
            words.push_back("--help");
            lives(words);
            words.back() = "--no-such-option"; // read, refused, and not run: some would run for minutes
            lives(words);
            verbs += 1;
        }
    }
    EXPECT_GE(verbs, 20u);
}

TEST_F(NoNetwork, AProjectGoesFromKeyToCohortWithoutASocket)
{
    done({"gauze", "key", "new", "--policy", "policy.toml", "--out", "project.key"});
    done({"gauze", "identity", "new", "--out", "identity.key"});
    for (const std::string party : {"clinic", "school"}) done(encode_words(party, party + ".csv", party));
    done({"gauze", "check", "--policy", "policy.toml", clinic_, school_});
    done({"gauze", "link", "--threads", "4", "--policy", "policy.toml", "--identity", "identity.key", "--out",
          "linked", clinic_, school_});
    done({"gauze", "issue", "--policy", "policy.toml", "--identity", "identity.key", "--persons",
          "linked/persons.table", "--recipient", "university", "--out", "university.map"});
    done({"gauze", "cohort", "--policy", "policy.toml", "--map", "university.map", "--out", "cohort",
          "--format", "csv,sqlite", "clinic/to-researcher/clinic.payload"});
}

// How many filters the kernel holds a process to.
int filters_of(const std::string& process)
{
    std::istringstream status(read_file("/proc/" + process + "/status"));
    for (std::string word; status >> word;)
        if (int count = 0; word == "Seccomp_filters:" && status >> count) return count;
    return -1;
}

// A program that prints into a full pipe, so that it stands still and can be looked at.
class StandingProgram {
public:
    explicit StandingProgram(const std::string& name)
    {
        EXPECT_EQ(::pipe2(ends_, O_CLOEXEC | O_NONBLOCK), 0);
        while (::write(ends_[1], "x", 1) == 1) {
        }
        (void)::fcntl(ends_[1], F_SETFL, 0); // from here on a writer waits
        const std::string path = fmt::format("{}/{}", GAUZE_BIN, name);
        child_ = ::fork();
        if (child_ != 0) return;
        ::dup2(ends_[1], STDOUT_FILENO);
        ::execl(path.c_str(), name.c_str(), "--help", nullptr);
        ::_exit(127);
    }
    ~StandingProgram()
    {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
        ::close(ends_[0]);
        ::close(ends_[1]);
    }
    // Within some seconds.
    bool has_filters(int count) const
    {
        for (int tenths = 0; tenths < 100; ++tenths, ::usleep(100'000))
            if (filters_of(std::to_string(child_)) == count) return true;
        return false;
    }

private:
    int ends_[2] = {-1, -1};
    pid_t child_ = -1;
};

TEST(ProgramsOfTheParties, PutThemselvesUnderAFilterOfTheirOwn)
{
    const int ours = filters_of("self");
    if (ours < 0) GTEST_SKIP() << "this kernel does not say";
    for (const std::string program : {"gauze-custodian", "gauze-linkage", "gauze-research"})
        EXPECT_TRUE(StandingProgram(program).has_filters(ours + 1)) << program;
}

} // namespace
} // namespace gauze::test
