#include "bloom/base/secret.hpp"

#include "bloom/base/secure_heap.hpp"

#include <cstdint>
#include <cstring>
#include <new>
#include <utility>

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gauze {

namespace {

std::size_t whole_pages(std::size_t size)
{
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    return (size + page - 1) / page * page;
}

std::byte* map(std::size_t size)
{
    void* pages = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) throw std::bad_alloc();
    return static_cast<std::byte*>(pages);
}

// Large tables are looked into at random; with pages of 4 KiB the processor spends its time finding pages.
constexpr std::size_t huge_page = std::size_t{2} << 20;

std::byte* map_huge(std::size_t size)
{
    std::byte* const all = map(size + huge_page);
    const std::size_t before = (huge_page - reinterpret_cast<std::uintptr_t>(all) % huge_page) % huge_page;
    if (before > 0) (void)::munmap(all, before);
    (void)::munmap(all + before + size, huge_page - before);
    (void)::madvise(all + before, size, MADV_HUGEPAGE); // a wish
    return all + before;
}

} // namespace

// Every secret has pages of its own, so that locking and "not in a dump" say exactly what is meant.
Secret::Secret(std::size_t size) : size_(size)
{
    if (size == 0) return;
    mapped_ = whole_pages(size);
    data_ = size >= huge_page ? map_huge(mapped_) : map(mapped_);
    (void)::mlock(data_, mapped_);
    (void)::madvise(data_, mapped_, MADV_DONTDUMP);
#if defined(MADV_WIPEONFORK)
    (void)::madvise(data_, mapped_, MADV_WIPEONFORK); // a child has no business with them
#endif
}

Secret::Secret(std::span<const std::byte> copy_of) : Secret(copy_of.size())
{
    if (!copy_of.empty()) std::memcpy(data_, copy_of.data(), copy_of.size());
}

Secret::Secret(Secret&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      mapped_(std::exchange(other.mapped_, 0))
{}

Secret& Secret::operator=(Secret&& other) noexcept
{
    if (this != &other) {
        release();
        data_ = std::exchange(other.data_, nullptr);
        size_ = std::exchange(other.size_, 0);
        mapped_ = std::exchange(other.mapped_, 0);
    }
    return *this;
}

Secret::~Secret() { release(); }

void Secret::release() noexcept
{
    if (data_ == nullptr) return;
    wipe({data_, size_});
    (void)::munlock(data_, mapped_);
    (void)::munmap(data_, mapped_);
    data_ = nullptr;
}

void wipe(std::span<std::byte> bytes) noexcept
{
    if (!bytes.empty()) ::explicit_bzero(bytes.data(), bytes.size());
}

void protect_process() noexcept
{
    const rlimit none{0, 0};
    (void)::setrlimit(RLIMIT_CORE, &none);
    (void)::umask(077);
    (void)open_secure_heap(); // what it came to is asked by whoever can say it to a person
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    (void)::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

} // namespace gauze
