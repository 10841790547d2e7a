# Flags of every target of ours. -ffp-contract=off: results may not depend on fused multiply-add.
add_library(ahub_flags INTERFACE)
target_compile_options(ahub_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wswitch -Wnon-virtual-dtor -Woverloaded-virtual
  -ffp-contract=off -ffile-prefix-map=${PROJECT_SOURCE_DIR}=. -fstack-protector-strong
  # -Wrestrict: a false alarm of GCC 12 on std::string concatenation (GCC PR 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-missing-field-initializers -Wno-restrict>
  $<$<CXX_COMPILER_ID:Clang>:-Wno-missing-field-initializers>)
target_compile_definitions(ahub_flags INTERFACE _GLIBCXX_ASSERTIONS)
if(AHUB_WERROR)
  target_compile_options(ahub_flags INTERFACE -Werror)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT AHUB_SANITIZE)
  target_compile_options(ahub_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
  target_link_options(ahub_flags INTERFACE
    $<IF:$<BOOL:$<TARGET_PROPERTY:AHUB_STATIC>>,-static-pie,-pie> -Wl,-z,relro,-z,now -Wl,--gc-sections)
endif()
if(AHUB_SANITIZE)
  target_compile_options(ahub_flags INTERFACE -fsanitize=${AHUB_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(ahub_flags INTERFACE -fsanitize=${AHUB_SANITIZE})
endif()
if(AHUB_COVERAGE)
  target_compile_options(ahub_flags INTERFACE --coverage -O0)
  target_link_options(ahub_flags INTERFACE --coverage)
endif()
if(AHUB_KILL_POINTS)
  target_compile_definitions(ahub_flags INTERFACE AHUB_KILL_POINTS=1)
endif()
