# %% [markdown]
# # A notebook

# %%
raise ValueError("no such shop")
