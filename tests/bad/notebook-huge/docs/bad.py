# %% [markdown]
# # A notebook

# %%
print("x" * 400_000)
